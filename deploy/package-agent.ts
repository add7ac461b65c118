import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeDeb } from './agent-package/deb.ts';
import { root } from './layout.ts';

/** `npm run package:agent`: the Debian package of the agent for this machine's CPU, under dist/packages. */
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
console.log(`packing yibao-agent ${version} for ${architecture} (compressing takes a minute) …`);
const path = await makeDeb({ out: join(root, 'dist/packages'), architecture, version });
console.log(`${path} ${(statSync(path).size / 1e6).toFixed(1)} MB`);
