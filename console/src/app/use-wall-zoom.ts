import { useLayoutEffect } from 'react';
import { wallZoom } from './wall-zoom.ts';

/** Fits a wallboard to the screen while `isOn`; viewport units do not follow a zoom, hence the variable for them. */
export function useWallZoom(isOn: boolean): void {
  useLayoutEffect(() => {
    if (!isOn) return;
    const { style } = document.documentElement;
    const fit = () => {
      const zoom = wallZoom({ width: window.innerWidth, height: window.innerHeight });
      style.zoom = String(zoom);
      style.setProperty('--zoom', String(zoom));
    };
    fit();
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('resize', fit);
      style.zoom = '';
      style.removeProperty('--zoom');
    };
  }, [isOn]);
}
