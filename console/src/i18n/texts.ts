import type { Language } from './language.ts';

/** Every sentence of the console's own; a missing one does not compile. */
export interface Texts {
  readonly product: string;
  readonly otherLanguage: string;
  readonly boards: string;
  readonly switchLanguage: string;
  readonly lightTheme: string;
  readonly darkTheme: string;
  readonly fullScreen: string;
  readonly help: string;
  readonly close: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signInLogin: string;
  readonly signInPassword: string;
  readonly signInCode: string;
  readonly signInNoAnswer: string;
  readonly signInRefused: string;
  readonly signInLocked: (wait: string) => string;
  readonly noData: string;
  readonly queryFailed: string;
  readonly loadingBoard: string;
  readonly boardFailed: (uid: string) => string;
  readonly noBoard: (uid: string) => string;
  readonly noPage: string;
  readonly retry: string;
  readonly toWallboard: string;
  readonly lost: (since: string, age: string) => string;
  readonly stale: (age: string) => string;
  readonly retrying: string;
  readonly dataAge: string;
  readonly waiting: string;
  readonly unknown: string;
  readonly clockAhead: (duration: string) => string;
  readonly clockBehind: (duration: string) => string;
  readonly duration: (seconds: number) => string;
  readonly tiles: (count: number) => string;
  readonly shortcuts: string;
  readonly shortcutsNote: string;
  readonly keys: {
    readonly wallboard: string;
    readonly hospital: string;
    readonly time: string;
    readonly refresh: string;
    readonly kiosk: string;
    readonly theme: string;
    readonly help: string;
    readonly escape: string;
  };
  readonly quickRange: (count: number, unit: RangeUnit) => string;
}

export type RangeUnit = 'm' | 'h' | 'd';

const zh: Texts = {
  product: '医保瞭望',
  otherLanguage: 'English',
  boards: '看板',
  switchLanguage: '切换为英文',
  lightTheme: '浅色',
  darkTheme: '深色',
  fullScreen: '全屏',
  help: '快捷键与帮助',
  close: '关闭',
  signIn: '登录',
  signOut: '退出',
  signInLogin: '账号',
  signInPassword: '密码',
  signInCode: '动态口令(6 位)',
  signInNoAnswer: '监控中心没有应答,请稍后再试',
  signInRefused: '账号、密码或动态口令不正确',
  signInLocked: (wait) => `错误次数过多,请 ${wait} 后再试`,
  noData: '无数据',
  queryFailed: '查询失败',
  loadingBoard: '正在载入看板',
  boardFailed: (uid) => `看板 ${uid} 载入失败`,
  noBoard: (uid) => `没有名为 ${uid} 的看板`,
  noPage: '没有这个页面',
  retry: '重试',
  toWallboard: '去大屏',
  lost: (since, age) => `自 ${since} 起与监控中心失去联系，画面停在 ${age}前`,
  stale: (age) => `监控中心有应答，但最新数据已是 ${age}前`,
  retrying: '正在重试',
  dataAge: '数据时间',
  waiting: '等待首个应答',
  unknown: '未知',
  clockAhead: (duration) => `本机时钟快 ${duration}`,
  clockBehind: (duration) => `本机时钟慢 ${duration}`,
  duration: zhDuration,
  tiles: (count) => `${count} 家医院，方向键移动，回车打开`,
  shortcuts: '键盘快捷键',
  shortcutsNote: '在输入框里不起作用。',
  keys: {
    wallboard: '去大屏',
    hospital: '去医院看板',
    time: '选择时间范围',
    refresh: '立即刷新',
    kiosk: '大屏模式（隐藏顶栏）',
    theme: '深色 / 浅色',
    help: '打开本页',
    escape: '关闭，退出大屏模式',
  },
  quickRange: (count, unit) => `最近 ${count} ${{ m: '分钟', h: '小时', d: '天' }[unit]}`,
};

const en: Texts = {
  product: 'yibao-watch',
  otherLanguage: '中文',
  boards: 'Boards',
  switchLanguage: 'Switch to Chinese',
  lightTheme: 'Light',
  darkTheme: 'Dark',
  fullScreen: 'Full screen',
  help: 'Shortcuts and help',
  close: 'Close',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signInLogin: 'Login',
  signInPassword: 'Password',
  signInCode: 'One-time code (6 digits)',
  signInNoAnswer: 'the center does not answer; try again later',
  signInRefused: 'login, password or code is wrong',
  signInLocked: (wait) => `too many wrong sign-ins; try again in ${wait}`,
  noData: 'No data',
  queryFailed: 'The query failed',
  loadingBoard: 'Loading the board',
  boardFailed: (uid) => `The board ${uid} could not be loaded`,
  noBoard: (uid) => `There is no board named ${uid}`,
  noPage: 'There is no such page',
  retry: 'Try again',
  toWallboard: 'To the wallboard',
  lost: (since, age) => `No contact with the center since ${since}: this picture is ${age} old`,
  stale: (age) => `The center answers, but the newest data are ${age} old`,
  retrying: 'trying again',
  dataAge: 'Age of data',
  waiting: 'waiting for the first answer',
  unknown: 'unknown',
  clockAhead: (duration) => `This clock is ${duration} ahead`,
  clockBehind: (duration) => `This clock is ${duration} behind`,
  duration: enDuration,
  tiles: (count) => `${count} hospitals; arrow keys move, Enter opens`,
  shortcuts: 'Keyboard shortcuts',
  shortcutsNote: 'They are off while you type in a field.',
  keys: {
    wallboard: 'go to the wallboard',
    hospital: 'go to the hospital board',
    time: 'choose a time range',
    refresh: 'refresh now',
    kiosk: 'wall mode (hides the top bar)',
    theme: 'dark / light',
    help: 'open this page',
    escape: 'close, leave wall mode',
  },
  quickRange: (count, unit) => {
    const word = { m: 'minute', h: 'hour', d: 'day' }[unit];
    return count === 1 ? `Last ${word}` : `Last ${count} ${word}s`;
  },
};

export const texts: Readonly<Record<Language, Texts>> = { 'zh-Hans': zh, 'en-US': en };

function zhDuration(seconds: number): string {
  const { count, unit } = rounded(seconds);
  return `${count} ${{ s: '秒', m: '分钟', h: '小时', d: '天' }[unit]}`;
}

function enDuration(seconds: number): string {
  const { count, unit } = rounded(seconds);
  return `${count} ${{ s: 's', m: 'min', h: 'h', d: 'd' }[unit]}`;
}

/** The coarsest unit that still says something: 90 s, 12 min, 3 h. */
function rounded(seconds: number): {
  readonly count: number;
  readonly unit: 's' | 'm' | 'h' | 'd';
} {
  if (seconds < 100) return { count: Math.round(seconds), unit: 's' };
  if (seconds < 100 * 60) return { count: Math.round(seconds / 60), unit: 'm' };
  if (seconds < 48 * 3600) return { count: Math.round(seconds / 3600), unit: 'h' };
  return { count: Math.round(seconds / 86_400), unit: 'd' };
}
