/** A text that may be told as a version, else undefined: numbers of persons look like versions made of digits only. */
export function versionLabel(text: string): string | undefined {
  const version = text.trim();
  if (/^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{0,6}$/.test(version)) return version; // a day and a serial number
  const isVersion = /^v?\d[\w.+-]{0,39}$/i.test(version) && !/\d{9}/.test(version);
  return isVersion ? version : undefined;
}
