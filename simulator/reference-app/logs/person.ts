import { compactDate, dayOf } from '../../fleet/local-time.ts';
import { Dice } from '../agenda/dice.ts';

/** Somebody who does not exist and looks it: the surname is 测试, the region of the number is 990101. */
export interface Person {
  readonly name: string;
  readonly idNo: string;
  readonly birthday: string;
  readonly cardNo: string;
  readonly mobile: string;
}

const givenNames = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
const firstBirthday = dayOf('1940-01-01');

/** Always the same person for the same number. */
export function person(serial: number): Person {
  const dice = new Dice(serial, 0x9e);
  const character = (): string => givenNames[dice.below(givenNames.length)] ?? '甲';
  const digits = (count: number): string => String(dice.below(10 ** count)).padStart(count, '0');
  const birthday = String(compactDate(firstBirthday + dice.below(25_000)));
  const stem = `990101${birthday}${digits(3)}`;
  return {
    name: `测试${character()}${character()}`,
    idNo: stem + checkDigit(stem),
    birthday,
    cardNo: `99${digits(10)}`,
    mobile: `1990000${digits(4)}`,
  };
}

/** The last place of an identity number, GB 11643-1999. */
function checkDigit(stem: string): string {
  let sum = 0;
  for (const [at, digit] of [...stem].entries()) sum += Number(digit) * (2 ** (17 - at) % 11);
  return '10X98765432'[sum % 11] ?? '0';
}
