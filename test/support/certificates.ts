import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a certificate made for a test: `<name>.pem` and `<name>.key` in the folder. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

interface Request {
  readonly name: string;
  /** OpenSSL's form, e.g. `DNS:localhost,IP:127.0.0.1`. */
  readonly altNames: string;
  readonly purpose: 'serverAuth' | 'clientAuth';
}

/** A small authority in a folder, made by the openssl program. */
export class TestAuthority {
  readonly folder: string;
  readonly cert: string;

  constructor(folder: string, name = 'ca') {
    this.folder = folder;
    this.cert = join(folder, `${name}.pem`);
    openssl(
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
      ],
      ['-subj', `/CN=${name}`, '-keyout', this.#keyOf(this.cert), '-out', this.cert],
    );
  }

  issue({ name, altNames, purpose }: Request): CertificateFiles {
    const cert = join(this.folder, `${name}.pem`);
    const key = this.#keyOf(cert);
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    writeFileSync(extensions, `subjectAltName=${altNames}\nextendedKeyUsage=${purpose}\n`);
    openssl(
      ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ['-subj', `/CN=${name}`, '-keyout', key, '-out', request],
    );
    openssl(
      ['x509', '-req', '-in', request, '-CA', this.cert, '-CAkey', this.#keyOf(this.cert)],
      ['-CAcreateserial', '-days', '2', '-extfile', extensions, '-out', cert],
    );
    return { cert, key };
  }

  #keyOf(cert: string): string {
    return cert.replace(/\.pem$/, '.key');
  }
}

function openssl(...parts: readonly string[][]): void {
  execFileSync('openssl', parts.flat(), { stdio: 'pipe' });
}
