<#
.SYNOPSIS
  Installs the yibao-watch agent as a Windows service. Never run by the project's own tests: see docs/limits.md.
.DESCRIPTION
  Copies the agent, the pinned Node and WinSW (github.com/winsw/winsw, MIT; not shipped here) into Program Files, gives
  the folder to administrators alone, registers the service under a virtual account and starts it.
.EXAMPLE
  .\install-agent.ps1 -WinSW C:\media\WinSW-x64.exe
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  [Parameter(Mandatory)] [string] $WinSW,
  [string] $Source = $PSScriptRoot,
  [string] $Target = (Join-Path $env:ProgramFiles 'yibao-agent'),
  [string] $State = (Join-Path $env:ProgramData 'yibao-agent')
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$principal = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  throw 'Run this as an administrator: it registers a service.'
}
foreach ($file in 'node.exe', 'agent.js', 'host\win32\win32.ps1') {
  if (-not (Test-Path (Join-Path $Source $file))) { throw "$file is not in $Source" }
}
if (-not (Test-Path $WinSW)) { throw "$WinSW does not exist" }

if ($PSCmdlet.ShouldProcess($Target, 'install')) {
  New-Item -ItemType Directory -Force $Target, (Join-Path $Target 'host\win32'), $State | Out-Null
  # Nobody but administrators may change what runs as a service (CVE-2024-8975 was an open folder).
  & icacls.exe $Target /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-545:(OI)(CI)RX' | Out-Null
  & icacls.exe $State /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
  Copy-Item (Join-Path $Source 'node.exe'), (Join-Path $Source 'agent.js') $Target -Force
  Copy-Item (Join-Path $Source 'host\win32\win32.ps1') (Join-Path $Target 'host\win32') -Force
  Copy-Item $WinSW (Join-Path $Target 'yibao-agent.exe') -Force
  $config = Join-Path $State 'agent.yml'
  if (-not (Test-Path $config)) { Set-Content -Encoding utf8 $config 'web: { listen: "127.0.0.1:9101" }' }

  @"
<service>
  <id>yibao-agent</id>
  <name>yibao-watch agent</name>
  <description>Exposes metrics of this server to the monitoring center.</description>
  <executable>$Target\node.exe</executable>
  <arguments>--max-semi-space-size=1 --optimize-for-size --no-concurrent-recompilation "$Target\agent.js" --config "$config" --state-dir "$State"</arguments>
  <env name="NODE_OPTIONS" value="" />
  <serviceaccount><username>NT SERVICE\yibao-agent</username></serviceaccount>
  <onfailure action="restart" delay="5 sec" />
  <log mode="roll-by-size"><sizeThreshold>10240</sizeThreshold><keepFiles>4</keepFiles></log>
  <logpath>$State</logpath>
</service>
"@ | Set-Content -Encoding utf8 (Join-Path $Target 'yibao-agent.xml')

  & (Join-Path $Target 'yibao-agent.exe') install
  & icacls.exe $State /grant 'NT SERVICE\yibao-agent:(OI)(CI)M' | Out-Null
  Start-Service yibao-agent
  Get-Service yibao-agent
}
