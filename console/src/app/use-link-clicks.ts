import { locationService } from '@grafana/runtime';
import { useEffect } from 'react';
import { pathInside } from './place.ts';

/** Links between boards open without loading the page anew: data links are plain `<a href>`. */
export function useLinkClicks(): void {
  useEffect(() => {
    document.addEventListener('click', openInside);
    return () => document.removeEventListener('click', openInside);
  }, []);
}

function openInside(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!link || event.defaultPrevented || event.button !== 0) return;
  const path = pathInside({
    href: link.getAttribute('href') ?? '',
    origin: location.origin,
    target: link.getAttribute('target') ?? '',
    hasModifier: event.ctrlKey || event.metaKey || event.shiftKey || event.altKey,
  });
  if (path === undefined) return;
  event.preventDefault();
  locationService.push(path);
}
