import { LoadingState, type PanelProps } from '@grafana/data';
import { type ComponentType, memo, useRef } from 'react';
import { unreachableStatus } from '../api/request.ts';
import { Failure, NoData } from './note.tsx';

interface Rule {
  /** Whether an answer holds nothing that this panel could draw. */
  readonly isEmpty: (series: PanelProps['data']['series']) => boolean;
  /** Panels of one number draw nothing too: the board maps it to a word and a color of its own. */
  readonly drawsNothing?: boolean;
}

/** Gives a panel its honest states, so that it only has to draw: the sentence of a failure, the word for nothing. */
export function framed<Options>(
  Panel: ComponentType<PanelProps<Options>>,
  { isEmpty, drawsNothing = false }: Rule,
): ComponentType<PanelProps<Options>> {
  function Framed(panel: PanelProps<Options>) {
    const { data } = panel;
    const wasAnswered = useRef(false);
    if (data.state === LoadingState.Done) wasAnswered.current = true;
    if (isEmpty(data.series)) {
      const error = data.errors?.[0] ?? data.error;
      // "No alarm" was an answer too, and stays, grayed, while nobody answers.
      const isKept = wasAnswered.current && error?.status === unreachableStatus;
      if (error?.message && !isKept) return <Failure sentence={error.message} />;
      if (!drawsNothing) return <NoData word={panel.fieldConfig.defaults.noValue} />;
    }
    return <Panel {...panel} />;
  }
  // memo() loses the component's own type parameters, which the wrapper restores.
  return memo(Framed, keepsPicture) as unknown as ComponentType<PanelProps<Options>>;
}

/** While a refresh loads the old picture stays: without this every panel is drawn twice. */
function keepsPicture<Options>(before: PanelProps<Options>, after: PanelProps<Options>): boolean {
  return (
    after.data.state === LoadingState.Loading &&
    before.width === after.width &&
    before.height === after.height &&
    before.options === after.options &&
    before.fieldConfig === after.fieldConfig
  );
}

/** No frame has a row. */
export function hasNoRows(series: PanelProps['data']['series']): boolean {
  return series.every((frame) => frame.length === 0);
}
