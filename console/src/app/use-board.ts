import type { EmbeddedScene } from '@grafana/scenes';
import { useCallback, useEffect, useState } from 'react';
import { fetchBoard } from '../api/boards.ts';
import { RequestError } from '../api/request.ts';
import type { BoardJson } from '../boards/board-json.ts';
import { sceneFromBoard } from '../boards/scene.ts';
import { quickRanges } from '../i18n/quick-ranges.ts';
import { texts } from '../i18n/texts.ts';
import { setCurrentScene } from '../services/current-scene.ts';
import { type ConsoleParts, useConsole } from './console-context.ts';

export type BoardState =
  | { readonly state: 'loading' }
  | { readonly state: 'shown'; readonly json: BoardJson; readonly scene: EmbeddedScene }
  | { readonly state: 'failed'; readonly sentence: string; readonly isMissing: boolean };

const retryMs = 5000;

/** Loads a board; while nobody answers it tries again by itself, every five seconds or a little later. */
export function useBoard(uid: string): { board: BoardState; retry: () => void } {
  const parts = useConsole();
  const [board, setBoard] = useState<BoardState>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again.
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setBoard((before) => (before.state === 'failed' ? before : { state: 'loading' }));
    void load(uid, parts).then((loaded) => {
      if (!isCurrent) return;
      if (loaded.state === 'failed' && !loaded.isMissing) {
        timer = setTimeout(retry, retryMs * (1 + Math.random()));
      }
      if (loaded.state === 'shown') setCurrentScene(loaded.scene);
      setBoard(loaded);
    });
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [uid, parts, attempt, retry]);
  return { board, retry };
}

async function load(uid: string, { fetch, preferences }: ConsoleParts): Promise<BoardState> {
  try {
    const json = await fetchBoard(uid, preferences.language, fetch);
    const scene = sceneFromBoard(json, quickRanges(texts[preferences.language]));
    return { state: 'shown', json, scene };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    const isMissing = error instanceof RequestError && error.kind === 'refused';
    return { state: 'failed', sentence, isMissing };
  }
}
