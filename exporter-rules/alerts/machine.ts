import { hwmonTempCelsius, hwmonTempCritCelsius } from '../../catalog/hardware.ts';
import { vmstat } from '../../catalog/memory.ts';
import { promql } from '../../catalog/promql.ts';
import { lastBootReason, upsCharge, upsOnBattery } from '../../catalog/service.ts';
import { bootTimeSeconds } from '../../catalog/system.ts';
import { by, fromAgents } from '../agents.ts';
import { unlessPlanned, whileOpen } from '../calendar.ts';
import { machine, timing } from '../config.ts';
import { cpuBusy, memoryUnavailable } from '../recording/host.ts';
import { type AlertRule, rule, warnAndCrit } from '../rule.ts';

const common = { family: 'host', scope: 'part' } as const;
const boot = fromAgents(bootTimeSeconds);

const rebootInHours = rule({
  alert: 'RebootInHours',
  ...common,
  part: { word: 'boot' },
  urgency: 'P2',
  expr: unlessPlanned(
    whileOpen(promql`
      group by (${by.server}) (time() - ${boot} < ${machine.freshBootSeconds})
      and on (server)
      ${fromAgents(lastBootReason, { reason: { not: 'planned' } })} == 1`),
  ),
  for: machine.bootFor,
  keep: machine.bootKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 在营业时间意外重启',
      en: 'Hospital {{ $labels.hospital }}: server {{ $labels.server }} rebooted in opening hours',
    },
    description: {
      zh: '服务器刚刚重启，且不是计划内的，结算中断了几分钟，可能留下“结果未知”的交易。等 5 分钟再试。',
      en: 'The server has just rebooted without a plan; settlement was interrupted and trades may be in doubt. Wait five minutes and try again.',
    },
    short: { zh: '营业时间服务器重启', en: 'reboot in opening hours' },
    action: { zh: '等5分钟按开机卡操作', en: 'wait 5 min, see card' },
  },
});

const rebootLoop = rule({
  alert: 'RebootLoop',
  ...common,
  part: { word: 'boot' },
  urgency: 'P2',
  expr: unlessPlanned(
    promql`max by (${by.server}) (changes(${boot}[${machine.loopWindow}]) > ${machine.loopBoots})`,
  ),
  for: machine.bootFor,
  keep: machine.loopKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 2 小时内重启 {{ $value }} 次',
      en: 'Hospital {{ $labels.hospital }}: server {{ $labels.server }} booted {{ $value }} times within two hours',
    },
    description: {
      zh: '服务器反复重启，结算时断时续。多为电源、过热、内存或失败的更新。主备医院请用另一台。',
      en: 'The server boots again and again and settlement comes and goes: power, heat, memory or a failed update. A pair uses its other server.',
    },
    short: { zh: '服务器反复重启', en: 'server keeps rebooting' },
    action: { zh: '查电源和风扇打热线', en: 'check power, fans; call' },
  },
});

const memory = rule({
  alert: 'MemoryPressure',
  ...common,
  part: { word: 'memory' },
  urgency: 'P2',
  expr: promql`
    ${memoryUnavailable} > ${machine.memoryUnavailable}
    and on (server)
    rate(${fromAgents(vmstat.pgmajfault)}[${timing.rateWindow}]) > ${machine.majorFaults}`,
  for: machine.memoryFor,
  keep: machine.memoryKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 内存已用 {{ $value | humanizePercentage }}，正在换页',
      en: 'Hospital {{ $labels.hospital }}: {{ $value | humanizePercentage }} of the memory of {{ $labels.server }} is taken and it pages',
    },
    description: {
      zh: '内存几乎用完并在频繁换页，结算变慢，组件可能被系统结束。关闭服务器上无关的程序可以缓解。',
      en: 'Memory is nearly used up and the server pages heavily: settlement gets slow and a component may be killed. Closing programs that do not belong there helps.',
    },
    short: { zh: '内存不足结算变慢', en: 'memory pressure' },
    action: { zh: '关闭无关程序勿重启', en: 'close programs, no reboot' },
  },
});

const cpu = rule({
  alert: 'CpuSaturated',
  ...common,
  part: { word: 'cpu' },
  urgency: 'P3',
  expr: promql`${cpuBusy} > ${machine.cpuBusy}`,
  for: machine.cpuFor,
  keep: machine.memoryKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 处理器占用 {{ $value | humanizePercentage }}',
      en: 'Hospital {{ $labels.hospital }}: the processor of {{ $labels.server }} is {{ $value | humanizePercentage }} busy',
    },
    description: {
      zh: '处理器满载已半小时，结算变慢。多为杀毒全盘扫描、备份或卡住的程序。结算可用。',
      en: 'The processor has been busy for half an hour and settlement slows down: an anti-virus scan, a backup or a stuck program. Settlement works.',
    },
    short: { zh: '处理器长时间满载', en: 'processor saturated' },
    action: { zh: '无需操作', en: 'nothing to do' },
  },
});

const temperature = rule({
  alert: 'TemperatureHigh',
  ...common,
  part: { label: 'sensor' },
  urgency: 'P2',
  expr: promql`
    max by (${by.server}, chip, sensor) (
      ${fromAgents(hwmonTempCelsius)}
      and
      ${fromAgents(hwmonTempCritCelsius)} - ${fromAgents(hwmonTempCelsius)} <= ${machine.heatMargin}
    )`,
  for: machine.heatFor,
  keep: machine.bootKeep,
  texts: {
    summary: {
      zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 温度 {{ $value }} 度，接近上限',
      en: 'Hospital {{ $labels.hospital }}: server {{ $labels.server }} is at {{ $value }} degrees, close to its limit',
    },
    description: {
      zh: '温度离芯片上限不到 5 度，再高会降速或自动关机。多为空调停、风扇坏或灰尘堵。结算暂时正常。',
      en: 'Less than five degrees below the limit of the chip; above it the server slows down or switches off. Cooling, a fan or dust. Settlement still works.',
    },
    short: { zh: '服务器温度过高', en: 'server too hot' },
    action: { zh: '开空调清空风口', en: 'cooling on, free the vents' },
  },
});

const onBattery = promql`${fromAgents(upsOnBattery)} == 1`;
const powerSummary = {
  zh: '医院 {{ $labels.hospital }}：服务器 {{ $labels.server }} 市电中断，由 UPS 供电',
  en: 'Hospital {{ $labels.hospital }}: server {{ $labels.server }} lost mains power and runs on its UPS',
};

const power = warnAndCrit({
  alert: 'PowerLost',
  ...common,
  part: { word: 'ups' },
  warn: {
    expr: promql`group by (${by.server}) (${onBattery})`,
    for: machine.powerFor,
    keep: machine.powerKeep,
    texts: {
      summary: powerSummary,
      description: {
        zh: '市电停了，UPS 还能撑一段时间，结算正常。尽快恢复供电；电量低于 20% 时按面板正常关机。',
        en: 'Mains power is gone, the UPS lasts for a while and settlement works. Restore power soon; below 20 % shut down properly at the panel.',
      },
      short: { zh: '市电中断UPS供电', en: 'mains lost, on UPS' },
      action: { zh: '尽快恢复供电', en: 'restore power' },
    },
  },
  crit: {
    expr: promql`
      group by (${by.server}) (
        ${onBattery} and on (server) ${fromAgents(upsCharge)} < ${machine.chargeLow}
      )`,
    for: machine.powerFor,
    keep: machine.powerKeep,
    texts: {
      summary: powerSummary,
      description: {
        zh: 'UPS 电量不到三成，几分钟后服务器会断电，正在进行的交易会变成“结果未知”。停止新的结算，准备按面板正常关机。',
        en: 'Less than 30 % of charge: in minutes the server loses power and running trades end in doubt. Stop new settlements and get ready to shut down properly.',
      },
      short: { zh: 'UPS电量将尽', en: 'UPS nearly empty' },
      action: { zh: '停止结算准备关机', en: 'stop, shut down properly' },
    },
  },
});

export const machineAlerts: readonly AlertRule[] = [
  rebootInHours,
  rebootLoop,
  memory,
  cpu,
  temperature,
  ...power,
];
