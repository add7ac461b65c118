import { readFileSync } from 'node:fs';
import type { Clock } from '../../lib/clock.ts';
import { type Listening, listen } from '../../lib/http-server.ts';
import type { Log } from '../../lib/json-log.ts';
import type { InboxConfig } from '../config.ts';
import { MailServer } from './mail-server.ts';
import { Mailbox } from './mailbox.ts';
import { allOk, type Modes } from './modes.ts';
import { SmsGateway } from './sms-gateway.ts';
import { webApp } from './web-routes.ts';

export interface InboxOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: InboxConfig;
}

export interface Inbox {
  readonly mailbox: Mailbox;
  readonly webPort: number;
  readonly smtpPort: number;
  readonly smsPort: number;
  close(): Promise<void>;
}

/** Characters of texts and pages kept at most: about 64 MB. */
const keptCharacters = 32_000_000;

/** Opens the demo inbox: mail server, SMS gateway, and the page that shows what arrived. */
export async function createInbox({ clock, log, config }: InboxOptions): Promise<Inbox> {
  const mailbox = new Mailbox({ messages: config.keep, characters: keptCharacters });
  const mail = new MailServer({ clock, log, mailbox, listen: config.smtp });
  const token = readToken(config.sms.tokenFile);
  const sms = new SmsGateway({ clock, log, mailbox, listen: config.sms.listen, token });
  let modes: Modes = allOk;
  const setModes = async (wanted: Modes): Promise<void> => {
    await mail.setMode(wanted.smtp);
    await sms.setMode(wanted.sms);
    modes = wanted;
    log.info('inbox mode set', { ...wanted });
  };
  const open: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((each) => each.close()));
  };
  try {
    for (const each of [mail, sms]) {
      await each.open();
      open.push(each);
    }
    const app = webApp({ log, mailbox, modes: () => modes, setModes });
    const web: Listening = await listen(app, config.web);
    open.push(web);
    return { mailbox, webPort: web.port, smtpPort: mail.port, smsPort: sms.port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readToken(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return token;
  } catch (cause) {
    throw new Error(`inbox.sms.tokenFile: expected a file with a token, got ${file}`, { cause });
  }
  throw new Error(`inbox.sms.tokenFile: expected a token in ${file}, got an empty file`);
}
