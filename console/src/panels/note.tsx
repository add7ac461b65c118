import { useTexts } from '../i18n/texts-context.ts';

/** Says that a query answered with nothing, in the board's own word for that. */
export function NoData({ word }: { readonly word?: string }) {
  const texts = useTexts();
  return (
    <div data-testid="panel-nodata" className="note">
      {word ?? texts.noData}
    </div>
  );
}

/** Says in a sentence why there is no picture. */
export function Failure({ sentence }: { readonly sentence: string }) {
  const texts = useTexts();
  return (
    <div data-testid="panel-failure" className="note" role="status">
      <strong>{texts.queryFailed}</strong>
      <span>{sentence}</span>
    </div>
  );
}
