import type { Generated } from 'kysely';

/** States of a trade, as docs/integration.md chapter 5 maps them. */
export const tradeStates = {
  pending: 3,
  confirmed: 4,
  failed: -3,
  refunded: 5,
  inDoubt: -1,
} as const;

/** `o_Trade`; times are local times without zone, money is in yuan with two digits. */
interface TradeColumns {
  t_tradeno: string;
  tt_tradeno: string;
  t_tradedate: string;
  t_state: number;
  t_hasrefundmented: Generated<number>;
  t_confirmtime: string | null;
  t_haddealflag: Generated<number>;
  t_haddealtime: string | null;
  t_version1: string;
  t_version2: string;
  t_redlistversion: string;
  t_signversion: string;
  t_hisinterfaceversion: string;
  t_sendmsgid: string;
  feeall: string;
  feein: string;
  feeout: string;
  fundpay: string;
  selfpayall: string;
}

export interface TradeTables {
  o_trade: TradeColumns;
}

/** A trade as it is when its charge begins. */
export interface NewTrade {
  readonly tradeNo: string;
  /** Local time of the server. */
  readonly atMs: number;
  readonly state: number;
  readonly msgid: string;
  readonly versions: TradeVersions;
  readonly fees: Fees;
}

export interface TradeVersions {
  readonly redlist: string;
  readonly policy: string;
  readonly catalog: string;
  readonly sign: string;
  readonly interface: string;
}

/** Whole fen, so that sums are exact: feeAll = feeIn + feeOut = fundPay + selfPayAll. */
export interface Fees {
  readonly feeAll: number;
  readonly feeIn: number;
  readonly feeOut: number;
  readonly fundPay: number;
  readonly selfPayAll: number;
}

/** 1234 fen → `12.34`. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
