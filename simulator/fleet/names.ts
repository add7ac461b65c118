import type { GroupName } from './fleet-file.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 999 in Chinese numerals: 12 → 十二, 20 → 二十, 105 → 一百零五. */
export function chineseNumeral(number: number): string {
  const digit = (at: number): string => digits[Math.floor(number / at) % 10] ?? '';
  const hundreds = number >= 100 ? `${digit(100)}百` : '';
  const ones = number % 10 === 0 ? '' : digit(1);
  if (number < 10) return ones;
  if (number < 20) return `十${ones}`;
  if (number % 100 < 10) return ones === '' ? hundreds : `${hundreds}零${ones}`;
  return `${hundreds}${digit(10)}十${ones}`;
}

/** `朝阳区` → `朝阳`. */
function districtShortName(name: string): string {
  return name.replace(/区$/, '');
}

/** Full and short name of the n-th hospital of a group in a district. All begin with 示例: nobody is meant. */
export function hospitalName(
  group: GroupName,
  district: string,
  serial: number,
): { readonly name: string; readonly shortName: string } {
  const place = `示例${districtShortName(district)}`;
  const number = chineseNumeral(serial);
  switch (group) {
    case 'L3':
      return { name: `${place}第${number}医院`, shortName: `${place}${number}院` };
    case 'L2':
      return { name: `${place}区第${number}人民医院`, shortName: `${place}区${number}院` };
    case 'L1':
      return { name: `${place}第${number}康复医院`, shortName: `${place}康复${number}院` };
    case 'community':
      return { name: `${place}第${number}社区卫生服务中心`, shortName: `${place}社区${number}` };
    case 'other':
      return { name: `${place}第${number}门诊部`, shortName: `${place}门诊${number}` };
    default:
      return group satisfies never;
  }
}
