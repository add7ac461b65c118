import { type ReactNode, useEffect, useState } from 'react';
import { type DistrictNames, fetchDistrictNames } from '../api/names.ts';
import { DistrictNamesContext } from '../panels/names-context.ts';
import { useConsole } from './console-context.ts';

/** Brings the names when they are there. They are an ornament: nobody waits for them, codes stand meanwhile. */
export function DistrictNamesProvider({ children }: { readonly children: ReactNode }) {
  const { fetch } = useConsole();
  const [names, setNames] = useState<DistrictNames>({});
  useEffect(() => {
    fetchDistrictNames(fetch).then(setNames, () => undefined);
  }, [fetch]);
  return <DistrictNamesContext.Provider value={names}>{children}</DistrictNamesContext.Provider>;
}
