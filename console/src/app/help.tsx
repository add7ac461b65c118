import { useEffect, useRef } from 'react';
import { useTexts } from '../i18n/texts-context.ts';
import { shortcuts } from './shortcuts.ts';

const keyNames: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** The keyboard shortcuts; the browser's own dialog keeps the focus inside and gives it back. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className="help" onClose={onClose} aria-labelledby="help-title">
      <h2 id="help-title">{texts.shortcuts}</h2>
      <dl>
        {shortcuts.map(({ keys, action }) => (
          <div key={action}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{keyNames[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{texts.keys[action]}</dd>
          </div>
        ))}
      </dl>
      <p>{texts.shortcutsNote}</p>
      <button type="button" className="plain-button" onClick={onClose}>
        {texts.close}
      </button>
    </dialog>
  );
}
