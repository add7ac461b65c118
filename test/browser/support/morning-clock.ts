// Loaded before the simulator (`node --import`): the city lives through a morning whatever the hour of the test.
// At night hardly anybody settles, and curves of what nobody does have nothing to show.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zoneMs = 8 * hourMs; // the city's clocks show UTC+8
const morningMs = 10.5 * hourMs;

const started = Date.now();
const timeOfDay = (started + zoneMs) % dayMs;
const ahead = (morningMs - timeOfDay + dayMs) % dayMs;
const shiftMs = ahead > dayMs / 2 ? ahead - dayMs : ahead;
const realNow = Date.now;

Date.now = () => realNow() + shiftMs;
