# Answers questions about this machine, one JSON line each. Started and supervised by supervisor.ts; ends with its stdin.
# Windows PowerShell 5.1; C# 5, which is all that its compiler knows; ASCII only, because 5.1 reads files as ANSI.
# Ready:    {"ready":true}           or, where scripts may not compile:  {"unavailable":"..."}
# Question: {"id":1,"ask":"disks"}
# Answer:   {"id":1,"memory":73400320,"answer":[...],"errors":["..."]}   or   {"id":1,"memory":...,"error":"..."}
param([int] $AgentPid)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$mode = "$($ExecutionContext.SessionState.LanguageMode)"
if ($mode -ne 'FullLanguage') {
  '{"unavailable":"language mode ' + $mode + '"}'
  exit 3
}
try {
  Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32;

/// Structures are read at their offsets on 64-bit Windows; the offsets stand beside their names.
public static class YibaoWin32
{
    const uint Inet = 2, Inet6 = 23;
    static readonly IntPtr Scratch = Marshal.AllocHGlobal(65536);
    static readonly StringBuilder Out = new StringBuilder();
    static readonly List<string> Errors = new List<string>();

    public static void Serve(int agentPid, Func<string> teams)
    {
        UTF8Encoding utf8 = new UTF8Encoding(false);
        StreamReader input = new StreamReader(Console.OpenStandardInput(), utf8);
        StreamWriter output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        Regex question = new Regex("^\\{\"id\":([0-9]{1,9}),\"ask\":\"([A-Za-z]{1,20})\"\\}$");
        Say(output, IntPtr.Size == 8 ? "{\"ready\":true}" : "{\"unavailable\":\"a 32-bit PowerShell\"}");
        for (string line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            Match match = question.Match(line);
            if (!match.Success) throw new InvalidDataException("expected a question");
            Say(output, Reply(match.Groups[1].Value, match.Groups[2].Value, agentPid, teams));
        }
    }

    static void Say(StreamWriter output, string line)
    {
        output.Write(line + "\n");
        output.Flush();
    }

    static string Reply(string id, string ask, int agentPid, Func<string> teams)
    {
        Out.Clear();
        Errors.Clear();
        Out.Append("{\"id\":").Append(id);
        int start = Out.Length;
        try
        {
            Name("answer");
            if (ask == "teams") Out.Append(teams());
            else if (ask == "agent") Agent(agentPid);
            else Answer(ask);
            if (Errors.Count > 0)
            {
                Open("errors", '[');
                foreach (string error in Errors) Text(null, error);
                Close(']');
            }
        }
        catch (Exception error)
        {
            Out.Length = start;
            Text("error", error.Message);
        }
        Number("memory", (ulong)Environment.WorkingSet);
        return Out.Append('}').ToString();
    }

    static void Answer(string ask)
    {
        switch (ask)
        {
            case "system": SystemCounters(); break;
            case "interfaces": Interfaces(); break;
            case "neighbors": Neighbors(); break;
            case "protocols": Protocols(); break;
            case "sockets": Sockets(); break;
            case "disks": Disks(); break;
            case "diskInfo": DiskInfo(); break;
            case "volumes": Volumes(); break;
            case "processors": Processors(); break;
            case "services": Services(); break;
            case "power": Power(); break;
            case "clock": Clock(); break;
            case "release": Release(); break;
            default: throw new ArgumentException("no such question: " + ask);
        }
    }

    // ---- what is asked

    static void SystemCounters()
    {
        Open(null, '{');
        Try("NtQuerySystemInformation", delegate
        {
            uint length;
            uint status = NtQuerySystemInformation(2, Scratch, 4096, out length);
            if (status != 0) throw Failed("NtQuerySystemInformation", status);
            Number("contextSwitches", U32(Scratch, 296)); // SYSTEM_PERFORMANCE_INFORMATION
        });
        Try("GetPerformanceInfo", delegate
        {
            Marshal.WriteInt32(Scratch, 104);
            Check("GetPerformanceInfo", K32GetPerformanceInfo(Scratch, 104));
            Open("performance", '{');
            Number("commitTotal", U64(Scratch, 8));
            Number("commitLimit", U64(Scratch, 16));
            Number("physicalTotal", U64(Scratch, 32));
            Number("pageSize", U64(Scratch, 80));
            Number("processes", U32(Scratch, 92));
            Number("threads", U32(Scratch, 96));
            Close('}');
        });
        Try("EnumPageFiles", delegate
        {
            Open("pageFiles", '[');
            PageFileCallback each = delegate (IntPtr context, IntPtr info, IntPtr file)
            {
                Open(null, '{');
                Number("total", U64(info, 8));
                Number("inUse", U64(info, 16));
                Close('}');
                return true;
            };
            Check("EnumPageFiles", K32EnumPageFilesW(each, IntPtr.Zero));
            Close(']');
        });
        Try("PDH", PerformanceCounters);
        Close('}');
    }

    static IntPtr pdhQuery;
    static readonly List<KeyValuePair<string, IntPtr>> pdhCounters = new List<KeyValuePair<string, IntPtr>>();
    static IntPtr[] pdhDpc;

    static void PerformanceCounters()
    {
        if (pdhQuery == IntPtr.Zero) OpenCounters();
        CheckCode("PdhCollectQueryData", PdhCollectQueryData(pdhQuery));
        Open("counters", '{');
        foreach (KeyValuePair<string, IntPtr> counter in pdhCounters) Raw(counter.Key, counter.Value);
        Close('}');
        Open("dpc", '[');
        foreach (IntPtr counter in pdhDpc) if (!Raw(null, counter)) Null();
        Close(']');
    }

    static void OpenCounters()
    {
        IntPtr query;
        CheckCode("PdhOpenQuery", PdhOpenQueryW(null, IntPtr.Zero, out query));
        AddCounter(query, "interrupts", "\\Processor(_Total)\\Interrupts/sec");
        AddCounter(query, "contextSwitches", "\\System\\Context Switches/sec");
        AddCounter(query, "processorQueueLength", "\\System\\Processor Queue Length");
        AddCounter(query, "pageFaults", "\\Memory\\Page Faults/sec");
        AddCounter(query, "pageReads", "\\Memory\\Page Reads/sec");
        AddCounter(query, "freeAndZeroBytes", "\\Memory\\Free & Zero Page List Bytes");
        AddCounter(query, "standbyCoreBytes", "\\Memory\\Standby Cache Core Bytes");
        AddCounter(query, "standbyNormalBytes", "\\Memory\\Standby Cache Normal Priority Bytes");
        AddCounter(query, "standbyReserveBytes", "\\Memory\\Standby Cache Reserve Bytes");
        pdhDpc = new IntPtr[Environment.ProcessorCount];
        for (int i = 0; i < pdhDpc.Length; i++)
        {
            string path = "\\Processor(" + i.ToString(CultureInfo.InvariantCulture) + ")\\% DPC Time";
            PdhAddEnglishCounterW(query, path, IntPtr.Zero, out pdhDpc[i]); // zero when there is none
        }
        pdhQuery = query;
    }

    static void AddCounter(IntPtr query, string name, string path)
    {
        IntPtr counter;
        uint code = PdhAddEnglishCounterW(query, path, IntPtr.Zero, out counter);
        if (code == 0) pdhCounters.Add(new KeyValuePair<string, IntPtr>(name, counter));
        else Errors.Add(Failed("PdhAddEnglishCounter " + path, code).Message);
    }

    static bool Raw(string name, IntPtr counter)
    {
        uint type;
        if (counter == IntPtr.Zero || PdhGetRawCounterValue(counter, out type, Scratch) != 0) return false;
        if (U32(Scratch, 0) > 1) return false; // neither valid nor new data
        Number(name, U64(Scratch, 16)); // PDH_RAW_COUNTER FirstValue
        return true;
    }

    static void Interfaces()
    {
        IntPtr table;
        CheckCode("GetIfTable2", GetIfTable2(out table));
        try
        {
            Open(null, '[');
            uint count = U32(table, 0);
            for (int i = 0; i < count; i++)
            {
                IntPtr row = new IntPtr(table.ToInt64() + 8 + 1352L * i); // MIB_IF_ROW2
                byte flags = Marshal.ReadByte(row, 1152);
                if ((flags & 2) != 0) continue; // a filter on top of another interface
                Interface(row);
            }
            Close(']');
        }
        finally { FreeMibTable(table); }
    }

    static void Interface(IntPtr row)
    {
        Open(null, '{');
        Number("index", U32(row, 8));
        Text("alias", Marshal.PtrToStringUni(new IntPtr(row.ToInt64() + 28)));
        Text("description", Marshal.PtrToStringUni(new IntPtr(row.ToInt64() + 542)));
        Text("address", Hex(row, 1060, Math.Min(U32(row, 1056), 32)));
        Number("mtu", U32(row, 1124));
        Number("type", U32(row, 1128));
        Number("operStatus", U32(row, 1156));
        Number("mediaConnectState", U32(row, 1164));
        Number("transmitLinkSpeed", U64(row, 1192));
        Number("inOctets", U64(row, 1208));
        Number("inUcastPkts", U64(row, 1216));
        Number("inNUcastPkts", U64(row, 1224));
        Number("inDiscards", U64(row, 1232));
        Number("inErrors", U64(row, 1240));
        Number("outOctets", U64(row, 1280));
        Number("outUcastPkts", U64(row, 1288));
        Number("outNUcastPkts", U64(row, 1296));
        Number("outDiscards", U64(row, 1304));
        Number("outErrors", U64(row, 1312));
        Close('}');
    }

    static void Neighbors()
    {
        IntPtr table;
        uint code = GetIpNetTable2((ushort)Inet, out table);
        if (code == 1168) { Out.Append("[]"); return; } // ERROR_NOT_FOUND: no entry at all
        CheckCode("GetIpNetTable2", code);
        try
        {
            Open(null, '[');
            uint count = Math.Min(U32(table, 0), 20000);
            for (int i = 0; i < count; i++)
            {
                IntPtr row = new IntPtr(table.ToInt64() + 8 + 88L * i); // MIB_IPNET_ROW2
                Open(null, '{');
                Number("index", U32(row, 28));
                Text("address", Hex(row, 40, Math.Min(U32(row, 72), 32)));
                Number("state", U32(row, 76));
                Close('}');
            }
            Close(']');
        }
        finally { FreeMibTable(table); }
    }

    static void Protocols()
    {
        Open(null, '{');
        foreach (uint family in new uint[] { Inet, Inet6 })
        {
            uint f = family;
            Try("GetTcpStatisticsEx", delegate { Tcp(f); });
            Try("GetUdpStatisticsEx", delegate { Udp(f); });
            Try("GetIcmpStatisticsEx", delegate
            {
                CheckCode("GetIcmpStatisticsEx", GetIcmpStatisticsEx(Scratch, f));
                Open(f == Inet ? "icmp4" : "icmp6", '{'); // MIB_ICMP_EX: two of 1032 bytes
                Number("inMsgs", U32(Scratch, 0));
                Number("inErrors", U32(Scratch, 4));
                Number("outMsgs", U32(Scratch, 1032));
                Close('}');
            });
        }
        Close('}');
    }

    /// The 64-bit calls came with Windows 10 1709; Server 2016 has only those of 32 bits.
    static bool Has64(Func<uint> call, string name)
    {
        try { CheckCode(name, call()); return true; }
        catch (EntryPointNotFoundException) { return false; }
    }

    static void Tcp(uint family)
    {
        bool wide = Has64(delegate { return GetTcpStatisticsEx2(Scratch, family); }, "GetTcpStatisticsEx2");
        if (!wide) CheckCode("GetTcpStatisticsEx", GetTcpStatisticsEx(Scratch, family));
        Open(family == Inet ? "tcp4" : "tcp6", '{'); // MIB_TCPSTATS2 or MIB_TCPSTATS
        Number("maxConn", U32(Scratch, 12));
        Number("activeOpens", U32(Scratch, 16));
        Number("passiveOpens", U32(Scratch, 20));
        Number("currEstab", U32(Scratch, 32));
        Number("inSegs", wide ? U64(Scratch, 40) : U32(Scratch, 36));
        Number("outSegs", wide ? U64(Scratch, 48) : U32(Scratch, 40));
        Number("retransSegs", U32(Scratch, wide ? 56 : 44));
        Number("inErrs", U32(Scratch, wide ? 60 : 48));
        Number("outRsts", U32(Scratch, wide ? 64 : 52));
        Close('}');
    }

    static void Udp(uint family)
    {
        bool wide = Has64(delegate { return GetUdpStatisticsEx2(Scratch, family); }, "GetUdpStatisticsEx2");
        if (!wide) CheckCode("GetUdpStatisticsEx", GetUdpStatisticsEx(Scratch, family));
        Open(family == Inet ? "udp4" : "udp6", '{'); // MIB_UDPSTATS2 or MIB_UDPSTATS
        Number("inDatagrams", wide ? U64(Scratch, 0) : U32(Scratch, 0));
        Number("noPorts", U32(Scratch, wide ? 8 : 4));
        Number("inErrors", U32(Scratch, wide ? 12 : 8));
        Number("outDatagrams", wide ? U64(Scratch, 16) : U32(Scratch, 12));
        Close('}');
    }

    static void Sockets()
    {
        Open(null, '{');
        TcpStates("tcp4", Inet, 24, 0); // MIB_TCPROW_OWNER_PID
        TcpStates("tcp6", Inet6, 56, 48); // MIB_TCP6ROW_OWNER_PID
        Number("udp4", Table(delegate (IntPtr buffer, ref uint size)
        {
            return GetExtendedUdpTable(buffer, ref size, false, Inet, 0, 0);
        }, delegate (IntPtr table) { return U32(table, 0); }));
        Close('}');
    }

    /// How many connections are in each MIB_TCP_STATE, from 0 (unused) to 12.
    static void TcpStates(string name, uint family, int rowBytes, int stateAt)
    {
        uint[] states = new uint[13];
        Table(delegate (IntPtr buffer, ref uint size)
        {
            return GetExtendedTcpTable(buffer, ref size, false, family, 5, 0);
        }, delegate (IntPtr table)
        {
            uint count = U32(table, 0);
            for (int i = 0; i < count; i++)
            {
                uint state = U32(table, 4 + rowBytes * i + stateAt);
                if (state < 13) states[state]++;
            }
            return count;
        });
        Open(name, '[');
        foreach (uint count in states) Number(null, count);
        Close(']');
    }

    delegate uint Fill(IntPtr buffer, ref uint size);
    delegate uint Read(IntPtr table);

    /// Tables grow while they are read, so there are a few tries.
    static uint Table(Fill fill, Read read)
    {
        uint size = 65536;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            IntPtr buffer = Marshal.AllocHGlobal((int)size);
            try
            {
                uint code = fill(buffer, ref size);
                if (code == 0) return read(buffer);
                if (code != 122) throw Failed("a table of connections", code);
                size += 16384;
            }
            finally { Marshal.FreeHGlobal(buffer); }
        }
        throw new InvalidOperationException("the table of connections grows too fast");
    }

    static void EachDisk(Action<int, IntPtr> use)
    {
        for (int number = 0; number < 64; number++)
        {
            IntPtr disk = CreateFileW("\\\\.\\PhysicalDrive" + number.ToString(CultureInfo.InvariantCulture),
                0, 3, IntPtr.Zero, 3, 0, IntPtr.Zero); // no access at all is enough for these questions
            if (disk == new IntPtr(-1))
            {
                int code = Marshal.GetLastWin32Error();
                if (code != 2) Errors.Add(Failed("CreateFile PhysicalDrive" + number, (uint)code).Message);
                continue;
            }
            try { Try("PhysicalDrive" + number, delegate { use(number, disk); }); }
            finally { CloseHandle(disk); }
        }
    }

    static void Disks()
    {
        Open(null, '[');
        EachDisk(delegate (int number, IntPtr disk)
        {
            uint length;
            Check("IOCTL_DISK_PERFORMANCE", // DISK_PERFORMANCE
                DeviceIoControl(disk, 0x70020, IntPtr.Zero, 0, Scratch, 88, out length, IntPtr.Zero));
            Open(null, '{');
            Number("number", (ulong)number);
            Number("bytesRead", U64(Scratch, 0));
            Number("bytesWritten", U64(Scratch, 8));
            Number("readTime", U64(Scratch, 16));
            Number("writeTime", U64(Scratch, 24));
            Number("idleTime", U64(Scratch, 32));
            Number("readCount", U32(Scratch, 40));
            Number("writeCount", U32(Scratch, 44));
            Number("queueDepth", U32(Scratch, 48));
            Number("queryTime", U64(Scratch, 56));
            Close('}');
        });
        Close(']');
    }

    static void DiskInfo()
    {
        Open(null, '[');
        EachDisk(delegate (int number, IntPtr disk)
        {
            uint length = StorageProperty(disk, 0); // STORAGE_DEVICE_DESCRIPTOR
            if (length == 0) throw Failed("IOCTL_STORAGE_QUERY_PROPERTY", (uint)Marshal.GetLastWin32Error());
            Open(null, '{');
            Number("number", (ulong)number);
            Text("vendor", StringAt(12, length));
            Text("product", StringAt(16, length));
            Text("revision", StringAt(20, length));
            Text("serial", StringAt(24, length));
            if (StorageProperty(disk, 7) >= 9) // DEVICE_SEEK_PENALTY_DESCRIPTOR
                Number("seekPenalty", Marshal.ReadByte(Scratch, 8) != 0 ? 1UL : 0UL);
            Close('}');
        });
        Close(']');
    }

    static uint StorageProperty(IntPtr disk, int property)
    {
        IntPtr query = Marshal.AllocHGlobal(12);
        try
        {
            Marshal.WriteInt32(query, 0, property);
            Marshal.WriteInt32(query, 4, 0);
            Marshal.WriteInt32(query, 8, 0);
            uint length;
            bool ok = DeviceIoControl(disk, 0x2D1400, query, 12, Scratch, 4096, out length, IntPtr.Zero);
            return ok ? length : 0;
        }
        finally { Marshal.FreeHGlobal(query); }
    }

    static string StringAt(int field, uint length)
    {
        uint at = U32(Scratch, field);
        if (at == 0 || at >= length) return "";
        return Marshal.PtrToStringAnsi(new IntPtr(Scratch.ToInt64() + at)).Trim();
    }

    static void Volumes()
    {
        StringBuilder volume = new StringBuilder(64);
        IntPtr find = FindFirstVolumeW(volume, 64);
        if (find == new IntPtr(-1)) throw Failed("FindFirstVolume", (uint)Marshal.GetLastWin32Error());
        try
        {
            Open(null, '[');
            do
            {
                string name = volume.ToString();
                if (GetDriveTypeW(name) == 3) Try(name, delegate { Volume(name); }); // DRIVE_FIXED
            }
            while (FindNextVolumeW(find, volume, 64));
            Close(']');
        }
        finally { FindVolumeClose(find); }
    }

    static void Volume(string name)
    {
        char[] paths = new char[4096];
        uint length, flags;
        Check("GetVolumePathNamesForVolumeName",
            GetVolumePathNamesForVolumeNameW(name, paths, (uint)paths.Length, out length));
        StringBuilder fileSystem = new StringBuilder(64);
        bool known = GetVolumeInformationW(name, null, 0, IntPtr.Zero, IntPtr.Zero, out flags, fileSystem, 64);
        foreach (string path in new string(paths, 0, (int)length).Split('\0'))
        {
            if (path.Length == 0) continue;
            Open(null, '{');
            Text("path", path);
            Text("fileSystem", known ? fileSystem.ToString() : "");
            if (known) Number("flags", flags);
            Close('}');
        }
    }

    static void Processors()
    {
        int count = Environment.ProcessorCount;
        uint status = CallNtPowerInformation(11, IntPtr.Zero, 0, Scratch, (uint)(24 * count));
        if (status != 0) throw Failed("CallNtPowerInformation", status);
        Open(null, '[');
        for (int i = 0; i < count; i++) // PROCESSOR_POWER_INFORMATION
        {
            Open(null, '{');
            Number("number", U32(Scratch, 24 * i));
            Number("maxMhz", U32(Scratch, 24 * i + 4));
            Number("currentMhz", U32(Scratch, 24 * i + 8));
            Close('}');
        }
        Close(']');
    }

    static void Services()
    {
        IntPtr manager = OpenSCManagerW(null, null, 4); // SC_MANAGER_ENUMERATE_SERVICE
        if (manager == IntPtr.Zero) throw Failed("OpenSCManager", (uint)Marshal.GetLastWin32Error());
        IntPtr buffer = Marshal.AllocHGlobal(262144);
        try
        {
            Open(null, '[');
            uint needed, count, resume = 0;
            bool done;
            do
            {
                done = EnumServicesStatusExW(manager, 0, 0x30, 3, buffer, 262144, out needed, out count, ref resume, null);
                int code = Marshal.GetLastWin32Error();
                if (!done && code != 234) throw Failed("EnumServicesStatusEx", (uint)code);
                for (int i = 0; i < count; i++) Service(new IntPtr(buffer.ToInt64() + 56L * i));
            }
            while (!done);
            Close(']');
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
            CloseServiceHandle(manager);
        }
    }

    static void Service(IntPtr row) // ENUM_SERVICE_STATUS_PROCESSW
    {
        string name = Marshal.PtrToStringUni(Marshal.ReadIntPtr(row, 0));
        uint state = U32(row, 20), exitCode = U32(row, 28);
        Open(null, '{');
        Text("name", name);
        Number("type", U32(row, 16));
        Number("state", state);
        Number("exitCode", exitCode);
        if (state == 1 && exitCode != 0)
        {
            object start = Registry.GetValue(
                "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\" + name, "Start", null);
            if (start is int) Number("start", (ulong)(int)start);
        }
        Close('}');
    }

    static void Power()
    {
        Check("GetSystemPowerStatus", GetSystemPowerStatus(Scratch));
        Open(null, '{');
        Number("acLineStatus", Marshal.ReadByte(Scratch, 0));
        Close('}');
    }

    static void Agent(int pid)
    {
        IntPtr process = OpenProcess(0x1000, false, pid);
        if (process == IntPtr.Zero) throw Failed("OpenProcess", (uint)Marshal.GetLastWin32Error());
        try
        {
            uint handles;
            Check("GetProcessHandleCount", GetProcessHandleCount(process, out handles));
            Open(null, '{');
            Number("handles", handles);
            Close('}');
        }
        finally { CloseHandle(process); }
    }

    static IntPtr clockQuery, clockCounter;

    static void Clock()
    {
        Open(null, '{');
        Try("Windows Time Service counter", delegate
        {
            if (clockQuery == IntPtr.Zero)
            {
                IntPtr query;
                CheckCode("PdhOpenQuery", PdhOpenQueryW(null, IntPtr.Zero, out query));
                string path = "\\Windows Time Service\\Computed Time Offset";
                CheckCode("PdhAddEnglishCounter", PdhAddEnglishCounterW(query, path, IntPtr.Zero, out clockCounter));
                clockQuery = query;
            }
            CheckCode("PdhCollectQueryData", PdhCollectQueryData(clockQuery));
            Raw("offsetMicroseconds", clockCounter);
        });
        Try("w32tm", delegate
        {
            ProcessStartInfo start = new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, "w32tm.exe"), "/query /status");
            start.UseShellExecute = false;
            start.CreateNoWindow = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardInput = true;
            using (Process process = Process.Start(start))
            {
                process.StandardInput.Close();
                System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
                if (!process.WaitForExit(3000))
                {
                    process.Kill();
                    throw new TimeoutException("silent for 3 s");
                }
                string text = output.Wait(1000) ? output.Result : "";
                Open("w32tm", '{');
                Number("exitCode", (uint)process.ExitCode);
                Text("output", text.Length > 1000 ? text.Substring(0, 1000) : text);
                Close('}');
            }
        });
        Close('}');
    }

    static void Release()
    {
        using (RegistryKey key = Registry.LocalMachine.OpenSubKey("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"))
        {
            Open(null, '{');
            foreach (string name in new string[] { "ProductName", "EditionID", "InstallationType", "DisplayVersion",
                "ReleaseId", "CurrentBuild", "UBR", "CurrentMajorVersionNumber", "CurrentMinorVersionNumber" })
            {
                object value = key.GetValue(name);
                if (value != null) Text(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
            Close('}');
        }
    }

    // ---- writing JSON

    static void Comma()
    {
        char last = Out[Out.Length - 1];
        if (last != '{' && last != '[' && last != ':') Out.Append(',');
    }

    static void Name(string name)
    {
        Comma();
        if (name == null) return;
        Quote(name);
        Out.Append(':');
    }

    static void Open(string name, char bracket) { Name(name); Out.Append(bracket); }

    static void Close(char bracket) { Out.Append(bracket); }

    static void Number(string name, ulong value)
    {
        Name(name);
        Out.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    static void Null() { Comma(); Out.Append("null"); }

    static void Text(string name, string value) { Name(name); Quote(value); }

    static void Quote(string value)
    {
        Out.Append('"');
        foreach (char c in value)
        {
            if (c == '"' || c == '\\') Out.Append('\\').Append(c);
            else if (c < ' ') Out.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else Out.Append(c);
        }
        Out.Append('"');
    }

    // ---- reading memory, telling errors

    static uint U32(IntPtr at, int offset) { return unchecked((uint)Marshal.ReadInt32(at, offset)); }

    static ulong U64(IntPtr at, int offset) { return unchecked((ulong)Marshal.ReadInt64(at, offset)); }

    static string Hex(IntPtr at, int offset, uint count)
    {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ":").Append(Marshal.ReadByte(at, offset + i).ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// What fails is left out whole and told in "errors"; the rest of the answer stands.
    static void Try(string what, Action action)
    {
        int length = Out.Length;
        try { action(); }
        catch (Exception error)
        {
            Out.Length = length;
            Errors.Add(what + ": " + error.Message);
        }
    }

    static void Check(string call, bool ok)
    {
        if (!ok) throw Failed(call, (uint)Marshal.GetLastWin32Error());
    }

    static void CheckCode(string call, uint code)
    {
        if (code != 0) throw Failed(call, code);
    }

    static Exception Failed(string call, uint code)
    {
        return new InvalidOperationException(call + " failed with 0x" + code.ToString("x", CultureInfo.InvariantCulture));
    }

    // ---- the calls

    delegate bool PageFileCallback(IntPtr context, IntPtr info, IntPtr fileName);

    [DllImport("ntdll.dll")] static extern uint NtQuerySystemInformation(int kind, IntPtr buffer, uint size, out uint length);
    [DllImport("kernel32.dll", SetLastError = true)] static extern bool K32GetPerformanceInfo(IntPtr info, uint size);
    [DllImport("kernel32.dll", SetLastError = true)] static extern bool K32EnumPageFilesW(PageFileCallback each, IntPtr context);
    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern IntPtr CreateFileW(string name, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);
    [DllImport("kernel32.dll", SetLastError = true)] static extern bool DeviceIoControl(IntPtr device, uint code, IntPtr input, uint inputSize, IntPtr output, uint outputSize, out uint length, IntPtr overlapped);
    [DllImport("kernel32.dll")] static extern bool CloseHandle(IntPtr handle);
    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern IntPtr FindFirstVolumeW(StringBuilder name, uint size);
    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern bool FindNextVolumeW(IntPtr find, StringBuilder name, uint size);
    [DllImport("kernel32.dll")] static extern bool FindVolumeClose(IntPtr find);
    [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] static extern uint GetDriveTypeW(string root);
    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern bool GetVolumePathNamesForVolumeNameW(string name, [Out] char[] paths, uint size, out uint length);
    [DllImport("kernel32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern bool GetVolumeInformationW(string root, StringBuilder label, uint labelSize, IntPtr serial, IntPtr maxName, out uint flags, StringBuilder fileSystem, uint size);
    [DllImport("kernel32.dll", SetLastError = true)] static extern bool GetSystemPowerStatus(IntPtr status);
    [DllImport("kernel32.dll", SetLastError = true)] static extern IntPtr OpenProcess(uint access, bool inherit, int pid);
    [DllImport("kernel32.dll", SetLastError = true)] static extern bool GetProcessHandleCount(IntPtr process, out uint count);
    [DllImport("powrprof.dll")] static extern uint CallNtPowerInformation(int level, IntPtr input, uint inputSize, IntPtr output, uint outputSize);
    [DllImport("pdh.dll", CharSet = CharSet.Unicode)] static extern uint PdhOpenQueryW(string source, IntPtr user, out IntPtr query);
    [DllImport("pdh.dll", CharSet = CharSet.Unicode)] static extern uint PdhAddEnglishCounterW(IntPtr query, string path, IntPtr user, out IntPtr counter);
    [DllImport("pdh.dll")] static extern uint PdhCollectQueryData(IntPtr query);
    [DllImport("pdh.dll")] static extern uint PdhGetRawCounterValue(IntPtr counter, out uint type, IntPtr value);
    [DllImport("iphlpapi.dll")] static extern uint GetIfTable2(out IntPtr table);
    [DllImport("iphlpapi.dll")] static extern uint GetIpNetTable2(ushort family, out IntPtr table);
    [DllImport("iphlpapi.dll")] static extern void FreeMibTable(IntPtr table);
    [DllImport("iphlpapi.dll")] static extern uint GetTcpStatisticsEx(IntPtr statistics, uint family);
    [DllImport("iphlpapi.dll")] static extern uint GetTcpStatisticsEx2(IntPtr statistics, uint family);
    [DllImport("iphlpapi.dll")] static extern uint GetUdpStatisticsEx(IntPtr statistics, uint family);
    [DllImport("iphlpapi.dll")] static extern uint GetUdpStatisticsEx2(IntPtr statistics, uint family);
    [DllImport("iphlpapi.dll")] static extern uint GetIcmpStatisticsEx(IntPtr statistics, uint family);
    [DllImport("iphlpapi.dll")] static extern uint GetExtendedTcpTable(IntPtr table, ref uint size, bool order, uint family, int kind, uint reserved);
    [DllImport("iphlpapi.dll")] static extern uint GetExtendedUdpTable(IntPtr table, ref uint size, bool order, uint family, int kind, uint reserved);
    [DllImport("advapi32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern IntPtr OpenSCManagerW(string machine, string database, uint access);
    [DllImport("advapi32.dll", SetLastError = true, CharSet = CharSet.Unicode)] static extern bool EnumServicesStatusExW(IntPtr manager, int level, uint type, uint state, IntPtr buffer, uint size, out uint needed, out uint count, ref uint resume, string group);
    [DllImport("advapi32.dll")] static extern bool CloseServiceHandle(IntPtr handle);
}
'@
}
catch {
  '{"unavailable":"Add-Type failed"}'
  exit 3
}
$teams = [Func[string]] {
  $members = Get-NetLbfoTeamMember | ForEach-Object { @{ name = $_.Name; team = $_.Team; status = "$($_.OperationalStatus)" } }
  ConvertTo-Json -Compress -InputObject @($members)
}
[YibaoWin32]::Serve($AgentPid, $teams)
