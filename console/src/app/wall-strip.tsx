import { useTexts } from '../i18n/texts-context.ts';
import { AgeChip } from './age-chip.tsx';
import { Clock, Today } from './clock.tsx';
import { Mark } from './mark.tsx';

/** Above the wallboard in kiosk: forty pixels of what belongs to no panel. */
export function WallStrip({ title }: { readonly title: string }) {
  const texts = useTexts();
  return (
    <header className="wall-strip">
      <span className="product">
        <Mark />
        {texts.product}
      </span>
      <span className="soft">{title}</span>
      <span className="grow" />
      <Today />
      <Clock />
      <span className="grow" />
      <AgeChip />
    </header>
  );
}
