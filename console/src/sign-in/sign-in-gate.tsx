import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Mark } from '../app/mark.tsx';
import type { Texts } from '../i18n/texts.ts';
import { useTexts } from '../i18n/texts-context.ts';
import type { Door, SignInAnswer } from './door.ts';
import './sign-in.css';

/** The page itself, or the form before it. */
export function SignInGate({
  door,
  children,
}: {
  readonly door: Door;
  readonly children: ReactNode;
}) {
  const { state } = useSyncExternalStore(door.subscribe, () => door.state);
  useEffect(() => void door.look(), [door]);
  if (state === 'asking') return null;
  return state === 'closed' ? <SignInForm door={door} /> : children;
}

function SignInForm({ door }: { readonly door: Door }) {
  const texts = useTexts();
  const [refusal, setRefusal] = useState<string>();
  const [isWaiting, setWaiting] = useState(false);

  async function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '');
    setWaiting(true);
    try {
      const credentials = { login: text('login'), password: text('password'), code: text('code') };
      setRefusal(sentenceOf(await door.signIn(credentials), texts));
    } catch {
      setRefusal(texts.signInNoAnswer);
    } finally {
      setWaiting(false);
    }
  }

  return (
    <main className="sign-in">
      <form action={submit} aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">
          <Mark />
          {texts.product}
        </h1>
        <label>
          {texts.signInLogin}
          <input name="login" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          {texts.signInPassword}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <label>
          {texts.signInCode}
          <input
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,8}"
            required
          />
        </label>
        <button type="submit" disabled={isWaiting}>
          {texts.signIn}
        </button>
        <p role="alert" className="refusal">
          {refusal}
        </p>
      </form>
    </main>
  );
}

function sentenceOf(answer: SignInAnswer, texts: Texts): string | undefined {
  switch (answer.outcome) {
    case 'open':
      return undefined;
    case 'refused':
      return texts.signInRefused;
    case 'locked':
      return texts.signInLocked(texts.duration(answer.seconds));
    default:
      return answer satisfies never;
  }
}
