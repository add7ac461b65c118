/** What the application and the bureau say when something is wrong: numbers and texts of docs/integration.md. */
export interface ErrorCode {
  /** `@no` of a Beijing answer. */
  readonly no: string;
  /** `infcode` of a national answer. */
  readonly infcode: string;
  readonly text: string;
  /** The hospital's or the patient's side; all else is the system's. */
  readonly isBusiness: boolean;
}

const system = (no: string, infcode: string, text: string): ErrorCode => ({
  ...{ no, infcode, text },
  isBusiness: false,
});
const business = (no: string, infcode: string, text: string): ErrorCode => ({
  ...{ no, infcode, text },
  isBusiness: true,
});

export const errorCodes = {
  noCard: business('1', '-1', '读卡失败,请插入社保卡!'),
  lostCard: business('2', '10002', '该卡片已经挂失,不能使用!'),
  notInsured: business('3', '10001', '该人员未参保或已停保'),
  notMapped: business('4', '10003', '项目未对照'),
  tooOften: business('5', '10004', '频繁的提交,请稍后再试'),
  psam: system('11', '-1', 'PSAM卡异常'),
  powerUp: system('12', '-1', '卡片上电失败'),
  bureau: system('21', '-1', '与医保中心通讯失败'),
  database: system('22', '-1', '数据库连接失败'),
  signIn: system('31', '90001', '签到已失效,请重新签到'),
  certificate: system('32', '90002', '签名失败,证书无效'),
  clock: system('33', '90002', '签名校验失败,时间相差过大'),
  version: system('51', '90003', '接口版本不符'),
  unknown: system('21', '-1', '系统异常'),
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** What a national answer means; two errors share an infcode and differ in their text. */
export function codeOf(infcode: string, text: string): ErrorCode {
  const all: readonly ErrorCode[] = Object.values(errorCodes);
  return all.find((each) => each.infcode === infcode && each.text === text) ?? errorCodes.unknown;
}

/** The warning that makes a settlement an offline one. */
export const offlineWarning = {
  no: '1',
  text: '与医保中心通讯中断,不能取得个人帐户,定点医疗机构等信息,请联系网络管理员查看网络运行状况',
} as const;
