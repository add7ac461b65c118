import type { CityPlan } from './city.ts';

type Row = readonly (string | number)[];

/** Where agents listen; an address in the registry means this port unless it names another one. */
const usualPort = 9101;

/** The registry of a simulated city as the three CSV files that the center imports: file name and content. */
export function registryFiles(
  city: CityPlan,
  port: number = usualPort,
): readonly (readonly [file: string, content: string])[] {
  const districts = city.districts.map(({ adcode, name, tile }): Row => [adcode, name, ...tile]);
  const hospitals = city.hospitals.map((hospital): Row => {
    const { code, name, shortName, district, address, group, gateways } = hospital;
    const [gateway = '', backupGateway = ''] = gateways;
    const place = [code, name, shortName, group.level, group.kind, district, address];
    return [...place, group.hours, String(group.itStaff), gateway, backupGateway];
  });
  const servers = city.servers.map((server): Row => {
    const { id, hospital, role, hostname, address, platform, assetNo } = server;
    const scraped = port === usualPort ? address : `${address}:${port}`;
    return [id, hospital, role, hostname, scraped, platform.os, platform.arch, 'pull', assetNo];
  });
  return [
    ['districts.csv', csv('adcode,name,tile_col,tile_row', districts)],
    ['hospitals.csv', csv(hospitalHeader, hospitals)],
    ['servers.csv', csv('id,hospital,role,hostname,address,os,arch,scrape,asset_no', servers)],
  ];
}

const hospitalHeader =
  'code,name,short_name,level,kind,district,address,open_hours,it_staff,gateway,backup_gateway';

function csv(header: string, rows: readonly Row[]): string {
  return `${[header, ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
