import type { Text } from './language.ts';

/** A district of the city and its cell of the tile map: columns and rows count from 0. */
export interface District {
  readonly adcode: string;
  readonly name: Text;
  readonly column: number;
  readonly row: number;
}

/** Schematic map, our own drawing: each district in its true neighborhood; the free cell is the city. */
export const districts: readonly District[] = [
  { adcode: '110119', name: { zh: '延庆', en: 'Yanqing' }, column: 1, row: 0 },
  { adcode: '110116', name: { zh: '怀柔', en: 'Huairou' }, column: 2, row: 0 },
  { adcode: '110118', name: { zh: '密云', en: 'Miyun' }, column: 3, row: 0 },
  { adcode: '110114', name: { zh: '昌平', en: 'Changping' }, column: 1, row: 1 },
  { adcode: '110113', name: { zh: '顺义', en: 'Shunyi' }, column: 2, row: 1 },
  { adcode: '110117', name: { zh: '平谷', en: 'Pinggu' }, column: 3, row: 1 },
  { adcode: '110109', name: { zh: '门头沟', en: 'Mentougou' }, column: 0, row: 2 },
  { adcode: '110108', name: { zh: '海淀', en: 'Haidian' }, column: 1, row: 2 },
  { adcode: '110105', name: { zh: '朝阳', en: 'Chaoyang' }, column: 3, row: 2 },
  { adcode: '110112', name: { zh: '通州', en: 'Tongzhou' }, column: 4, row: 2 },
  { adcode: '110107', name: { zh: '石景山', en: 'Shijingshan' }, column: 0, row: 3 },
  { adcode: '110102', name: { zh: '西城', en: 'Xicheng' }, column: 1, row: 3 },
  { adcode: '110101', name: { zh: '东城', en: 'Dongcheng' }, column: 2, row: 3 },
  { adcode: '110111', name: { zh: '房山', en: 'Fangshan' }, column: 0, row: 4 },
  { adcode: '110106', name: { zh: '丰台', en: 'Fengtai' }, column: 1, row: 4 },
  { adcode: '110115', name: { zh: '大兴', en: 'Daxing' }, column: 2, row: 4 },
];

export const cityCell = { name: { zh: '全市', en: 'City' }, column: 2, row: 2 } as const;

/** Codes in tables become names; a code we do not know stays as it is. */
export const districtNames: Readonly<Record<string, Text>> = Object.fromEntries(
  districts.map(({ adcode, name }) => [adcode, name]),
);
