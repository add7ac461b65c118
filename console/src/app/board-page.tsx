import { useEffect } from 'react';
import { useTexts } from '../i18n/texts-context.ts';
import { BoardView } from './board-view.tsx';
import { wallboardUid } from './place.ts';
import { useBoard } from './use-board.ts';
import { WallStrip } from './wall-strip.tsx';

interface BoardPageProps {
  readonly uid: string;
  readonly isKiosk: boolean;
}

export function BoardPage({ uid, isKiosk }: BoardPageProps) {
  const texts = useTexts();
  const { board, retry } = useBoard(uid);
  const title = board.state === 'shown' ? board.json.title : texts.loadingBoard;
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title, texts]);
  switch (board.state) {
    case 'loading':
      return <div className="page-note is-late">{texts.loadingBoard}…</div>;
    case 'failed':
      return (
        <div className="page-note" role="alert" data-testid="board-failed">
          <h1>{board.isMissing ? texts.noBoard(uid) : texts.boardFailed(uid)}</h1>
          <p>{board.sentence}</p>
          <p>
            <button type="button" className="plain-button" onClick={retry}>
              {texts.retry}
            </button>
            <a href="/">{texts.toWallboard}</a>
          </p>
        </div>
      );
    case 'shown':
      return (
        <>
          {isKiosk && uid === wallboardUid && <WallStrip title={board.json.title} />}
          <BoardView key={uid} scene={board.scene} isKiosk={isKiosk} />
        </>
      );
    default:
      return board satisfies never;
  }
}
