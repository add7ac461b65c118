import type { Dice } from '../agenda/dice.ts';
import type { Fees } from '../storage/trade.ts';

/** Makes up what a visit costs, in whole fen; the mean is `meanYuan`. */
export function makeFees(dice: Dice, meanYuan: number): Fees {
  const sigma = 0.9;
  const median = meanYuan / Math.exp(sigma ** 2 / 2);
  const feeAll = Math.max(100, Math.round(dice.lognormal([median, sigma]) * 100));
  const feeIn = Math.round(feeAll * dice.between(0.7, 1));
  const fundPay = Math.round(feeIn * dice.between(0.5, 0.9));
  return { feeAll, feeIn, feeOut: feeAll - feeIn, fundPay, selfPayAll: feeAll - fundPay };
}
