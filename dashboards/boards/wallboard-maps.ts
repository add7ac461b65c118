import { at, type Board, type Place } from '../board.ts';
import { cityCell, type District, districts } from '../districts.ts';
import { limits } from '../limits.ts';
import { toDistrict, toHospital } from '../links.ts';
import { cell, hole, tiles } from '../panels/number.ts';
import * as city from '../queries/city.ts';
import { districtAbout, wall, wallWords as words } from '../texts/wallboard.ts';
import { color } from '../theme.ts';
import { unit } from '../units.ts';
import { stateWords, type Word, wordsFor } from '../words.ts';

/** The map is 5 by 5 cells of 2 columns and 3 rows. */
const side = 5;

interface Corner {
  readonly firstId: number;
  readonly x: number;
  readonly y: number;
}

/** The districts where they lie in the city; empty panels hold the free cells open. */
export function tileMap(corner: Corner): Board['panels'] {
  const cells = Array.from({ length: side * side }, (_, index) => ({
    column: index % side,
    row: Math.floor(index / side),
  }));
  return cells.map(({ column, row }, index) => {
    const place: Place = {
      id: corner.firstId + index,
      x: corner.x + 2 * column,
      y: corner.y + 3 * row,
      w: 2,
      h: 3,
    };
    const isHere = (one: { column: number; row: number }) =>
      one.column === column && one.row === row;
    const district = districts.find(isHere);
    if (district) return at(place, cellOf(district));
    return at(place, isHere(cityCell) ? wholeCity : hole(words.hole));
  });
}

const noHospital: Word = { text: words.noHospital, color: color.absent };

function cellOf({ adcode, name }: District) {
  return cell({
    text: { title: name, about: districtAbout(name) },
    query: city.districtService(adcode),
    name,
    unit: unit.ratio,
    limits: limits.districtService,
    mappings: (say) => [wordsFor(say, { '-1': noHospital })],
    link: toDistrict(adcode),
  });
}

const wholeCity = cell({
  text: { title: cityCell.name, about: districtAbout(cityCell.name) },
  query: city.cityService,
  name: cityCell.name,
  unit: unit.ratio,
  limits: limits.districtService,
});

/** One tile a hospital, sorted by district, so that a cut line is a band and not confetti. */
export const allHospitals = tiles({
  text: wall.tiles,
  query: city.hospitalStates,
  mappings: (say) => [wordsFor(say, stateWords)],
  name: `\${__data.fields.short_name}`,
  link: toHospital('__data.fields.hospital'),
  sortBy: ['hospital', 'district'],
  limit: 2500,
});
