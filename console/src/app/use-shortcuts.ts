import { useEffect, useRef } from 'react';
import { type Action, ShortcutReader } from './shortcuts.ts';

/** Calls `onAction` for shortcuts, except while somebody types or holds a modifier. */
export function useShortcuts(onAction: (action: Action) => void): void {
  const latest = useRef(onAction);
  latest.current = onAction;
  useEffect(() => {
    const reader = new ShortcutReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = reader.read(event.key, event.timeStamp);
      if (!action) return;
      if (action !== 'escape') event.preventDefault();
      latest.current(action);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="textbox"]') !== null)
  );
}
