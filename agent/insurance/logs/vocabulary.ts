import type { Dataset, TxnKind } from '../../../catalog/labels.ts';

const beijing: Readonly<Record<string, TxnKind>> = {
  Open: 'open_device',
  Close: 'open_device',
  GetCardInfo: 'read_card',
  GetPersonInfo: 'person_info',
  Divide: 'divide',
  Trade: 'trade',
  RefundmentDivide: 'refund',
  Refundment: 'refund',
  CommitTradeState: 'state_query',
  UpInhospInfo: 'inpatient_reg',
  SignIn: 'sign',
  SignOut: 'sign',
  Reconcile: 'reconcile',
};

/** Of a method of the Beijing interface, with or without `_Web`. */
export function txnOfMethod(method: string): TxnKind | undefined {
  const name = method.replace(/_Web$/, '');
  return Object.hasOwn(beijing, name) ? beijing[name] : undefined;
}

const national: readonly [RegExp, TxnKind][] = [
  [/^116[12]$/, 'read_card'],
  [/^1101$/, 'person_info'],
  [/^2201$/, 'register'],
  [/^220[46]$/, 'divide'],
  [/^2207$/, 'trade'],
  [/^220[258]$/, 'refund'],
  [/^2601$/, 'reverse'],
  [/^240[1-5]$/, 'inpatient_reg'],
  [/^230[1-5]$/, 'inpatient_settle'],
  [/^320[12]$/, 'reconcile'],
  [/^900[12]$/, 'sign'],
  [/^(910[12]|13\d\d)$/, 'file'],
];

/** Of an `infno` of the national interface. */
export function txnOfInfno(infno: string): TxnKind | undefined {
  return national.find(([pattern]) => pattern.test(infno))?.[1];
}

const catalogs: readonly [RegExp, Dataset][] = [
  [/^13(0[1-4]|20)$/, 'catalog_drug'],
  [/^13(05|21)$/, 'catalog_service'],
  [/^1306$/, 'catalog_material'],
  [/^13(0[7-9]|1[01345])$/, 'catalog_disease'],
  [/^13(12|1[6-9])$/, 'policy'],
];

/** Of the number of a download, 1301 and so on. */
export function datasetOfInfno(infno: string): Dataset | undefined {
  return catalogs.find(([pattern]) => pattern.test(infno))?.[1];
}
