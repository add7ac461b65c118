import { createContext, useContext } from 'react';
import type { DistrictNames } from '../api/names.ts';

/** Without the registry codes stand in place of names. */
export const DistrictNamesContext = createContext<DistrictNames>({});

export function useDistrictNames(): DistrictNames {
  return useContext(DistrictNamesContext);
}
