import { resultLabels } from '../result-labels.ts';
import type { AlertRule } from '../rule.ts';
import { labelsFrom } from '../series-labels.ts';
import { alertsOf, type Check, nameOf, recordsOf } from './check.ts';

interface Limit {
  /** Characters; an SMS has room for so many (domain document, section 7.1). */
  readonly most: number;
  readonly language: 'zh' | 'en';
  /** Texts of an SMS are approved beforehand and must not vary. */
  readonly fixed?: true;
}

const limits: Readonly<Record<string, Limit>> = {
  summary: { most: 160, language: 'en' },
  description: { most: 500, language: 'en' },
  summary_zh: { most: 100, language: 'zh' },
  description_zh: { most: 200, language: 'zh' },
  short_en: { most: 32, language: 'en', fixed: true },
  short_zh: { most: 20, language: 'zh', fixed: true },
  action_en: { most: 32, language: 'en', fixed: true },
  action_zh: { most: 12, language: 'zh', fixed: true },
};

/** About as long as what stands in a template's place: a server's number, a duration. */
const filledIn = '99010001-a';

const chinese = /\p{Script=Han}/u;

export const hasTexts: Check = {
  id: 'has-texts',
  refuses: 'A text that is missing, too long for its place, or in the wrong language.',
  check(book) {
    const labelsOf = labelsFrom(recordsOf(book));
    return alertsOf(book).flatMap((rule) => {
      const labels = resultLabels(rule.expr.text, labelsOf);
      const known = labels === 'scalar' ? new Set<string>() : labels;
      return [...problemsOf(rule), ...unknownLabels(rule, known)].map((message) => ({
        rule: nameOf(rule),
        message,
      }));
    });
  },
};

function problemsOf({ annotations }: AlertRule): readonly string[] {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const text = annotations[name] ?? '';
    return wrongWith(text, limit).map((what) => `${name}: expected ${what}, got ${text}`);
  });
}

function wrongWith(text: string, { most, language, fixed }: Limit): readonly string[] {
  if (text.trim() === '') return ['a text'];
  const length = [...text.replaceAll(/\{\{.*?\}\}/g, filledIn)].length;
  return [
    ...(length > most ? [`${most} characters at most (it has ${length})`] : []),
    ...(chinese.test(text) === (language === 'zh') ? [] : [`${language}`]),
    ...(fixed === true && text.includes('{{') ? ['a fixed text'] : []),
    ...(/[[\]\n]/.test(text) ? ['one line without square brackets'] : []),
  ];
}

/** Labels that a template asks for and the result of the query does not have for certain. */
function unknownLabels({ annotations }: AlertRule, known: ReadonlySet<string>): readonly string[] {
  return Object.entries(annotations).flatMap(([name, text]) =>
    [...text.matchAll(/\$labels\.(\w+)/g)]
      .map(([, label = '']) => label)
      .filter((label) => !known.has(label))
      .map((label) => `${name}: expected a label of the result, got ${label}`),
  );
}
