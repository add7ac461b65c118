import { dateTimeFormat } from '@grafana/data';
import { useTexts } from '../i18n/texts-context.ts';
import { bannerSentence } from './sentences.ts';
import { useContact, useFreshness } from './use-contact.ts';

/** Says since when the picture is not true any more. */
export function Banner() {
  const texts = useTexts();
  const contact = useContact();
  const sentence = bannerSentence(useFreshness(), texts, (ms) =>
    dateTimeFormat(ms, { format: 'HH:mm:ss' }),
  );
  if (sentence === undefined) return null;
  return (
    <div className="banner" role="alert" data-testid="stale-banner">
      <strong className="banner-sentence">{sentence}</strong>
      {contact.state === 'lost' && (
        <span>
          {contact.reason} · {texts.retrying}…
        </span>
      )}
    </div>
  );
}
