import { useTexts } from '../i18n/texts-context.ts';
import { clockSentence } from './sentences.ts';
import { useContact, useFreshness } from './use-contact.ts';

/** The age of the data in color and words, always visible. */
export function AgeChip() {
  const texts = useTexts();
  const fresh = useFreshness();
  const clock = clockSentence(useContact(), texts);
  const age = 'ageSeconds' in fresh ? texts.duration(fresh.ageSeconds) : texts[fresh.level];
  return (
    <>
      {clock && <span className="chip is-old">{clock}</span>}
      <span className={`chip is-${fresh.level}`} data-testid="data-age" data-level={fresh.level}>
        <i aria-hidden="true" />
        {texts.dataAge} <b>{age}</b>
      </span>
    </>
  );
}
