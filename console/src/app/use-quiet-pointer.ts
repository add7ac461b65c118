import { useEffect } from 'react';

const quietMs = 3000;

/** On a wall the pointer hides when nobody moves it, and the screen is asked to stay awake. */
export function useQuietPointer(isKiosk: boolean): void {
  useEffect(() => {
    if (!isKiosk) return;
    const { classList } = document.documentElement;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onMove = () => {
      classList.remove('is-quiet');
      clearTimeout(timer);
      timer = setTimeout(() => classList.add('is-quiet'), quietMs);
    };
    onMove();
    document.addEventListener('pointermove', onMove);
    const release = keepAwake();
    return () => {
      clearTimeout(timer);
      classList.remove('is-quiet');
      document.removeEventListener('pointermove', onMove);
      release();
    };
  }, [isKiosk]);
}

/** Only pages served by https or from this machine may ask for it; elsewhere the wall's own settings decide. */
function keepAwake(): () => void {
  if (!('wakeLock' in navigator)) return () => undefined;
  const asked = navigator.wakeLock.request('screen').catch(() => undefined);
  return () => void asked.then((lock) => lock?.release());
}
