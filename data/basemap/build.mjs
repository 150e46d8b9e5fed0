// Makes region.geojson, the basemap of the Baltic Sea Region, from Natural Earth.
// Run it in a scratch folder; README.md has the commands.
//   node build.mjs OUT.geojson

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// The packages belong to the folder the script is run in, not to the one it is kept in.
const require = createRequire(join(process.cwd(), "build.mjs"));
const { feature, mergeArcs } = require("topojson-client");
const { presimplify, simplify } = require("topojson-simplify");
const clipping = require("polygon-clipping");

// Wide enough that a broad screen showing the ten countries never meets the edge of the land.
const BOX = { west: -52, south: 36, east: 68, north: 76 };
// Where the network lives and people zoom in: full care for coast and islands.
const BALTIC = { west: 9, south: 53, east: 31, north: 66 };
// The rest of the ten countries: Iceland and Norway to the west and north, Germany and Poland south.
const NETWORK_BOX = { west: -25, south: 47, east: 31.6, north: 71.3 };
// The neighbours. Beyond them lies what only fills the margins of a broad screen.
const NEAR = { west: -26, south: 46, east: 46, north: 72.5 };

// A corner goes when its triangle, times the care for its zone, is smaller than CORNER; an island
// goes when all of it is smaller than ISLAND. In square degrees of longitude on the Mercator map:
// at 60 degrees north 0.00025 is about 0.8 km2, 0.0012 about 4 km2.
const CORNER = 0.00025;
const CARE = { baltic: 1, network: 0.42, near: 0.06, far: 0.04 };
const ISLAND = { baltic: 0.0012, network: 0.006, near: 0.03, far: 0.03 };
// A scrap that the box cut off goes when smaller than this: a cape or islet with a straight edge.
const SCRAP = 0.15;

const NETWORK = new Set(["DK", "EE", "FI", "DE", "IS", "LV", "LT", "NO", "PL", "SE"]);

// Natural Earth's numeric ids to ISO alpha-2 and a plain English name.
// Two ids may share a code: Åland (248) is drawn as part of Finland, Baikonur as part of Kazakhstan.
// Where the source has no id its name stands in. XK for Kosovo is in common use, but not in ISO 3166.
const COUNTRIES = {
  "004": ["AF", "Afghanistan"], "008": ["AL", "Albania"], "012": ["DZ", "Algeria"],
  "020": ["AD", "Andorra"], "031": ["AZ", "Azerbaijan"], "040": ["AT", "Austria"],
  "051": ["AM", "Armenia"], "056": ["BE", "Belgium"], "070": ["BA", "Bosnia and Herzegovina"],
  "100": ["BG", "Bulgaria"], "112": ["BY", "Belarus"], "191": ["HR", "Croatia"],
  "203": ["CZ", "Czechia"], "208": ["DK", "Denmark"], "233": ["EE", "Estonia"],
  "234": ["FO", "Faroe Islands"], "246": ["FI", "Finland"], "248": ["FI", "Finland"],
  "250": ["FR", "France"], "268": ["GE", "Georgia"], "276": ["DE", "Germany"],
  "292": ["GI", "Gibraltar"], "300": ["GR", "Greece"], "304": ["GL", "Greenland"],
  "336": ["VA", "Vatican City"], "348": ["HU", "Hungary"], "352": ["IS", "Iceland"],
  "364": ["IR", "Iran"], "368": ["IQ", "Iraq"], "372": ["IE", "Ireland"], "380": ["IT", "Italy"],
  "398": ["KZ", "Kazakhstan"], "428": ["LV", "Latvia"], "438": ["LI", "Liechtenstein"],
  "440": ["LT", "Lithuania"], "442": ["LU", "Luxembourg"], "492": ["MC", "Monaco"],
  "498": ["MD", "Moldova"], "499": ["ME", "Montenegro"], "528": ["NL", "Netherlands"],
  "578": ["NO", "Norway"], "616": ["PL", "Poland"], "620": ["PT", "Portugal"],
  "642": ["RO", "Romania"], "643": ["RU", "Russia"], "674": ["SM", "San Marino"],
  "688": ["RS", "Serbia"], "703": ["SK", "Slovakia"], "705": ["SI", "Slovenia"],
  "724": ["ES", "Spain"], "752": ["SE", "Sweden"], "756": ["CH", "Switzerland"],
  "760": ["SY", "Syria"], "762": ["TJ", "Tajikistan"], "788": ["TN", "Tunisia"],
  "792": ["TR", "Turkey"], "795": ["TM", "Turkmenistan"], "804": ["UA", "Ukraine"],
  "807": ["MK", "North Macedonia"], "826": ["GB", "United Kingdom"], "831": ["GG", "Guernsey"],
  "832": ["JE", "Jersey"], "833": ["IM", "Isle of Man"], "860": ["UZ", "Uzbekistan"],
  Baikonur: ["KZ", "Kazakhstan"], Kosovo: ["XK", "Kosovo"],
};
// Of Malta only the tip of Gozo is in the box, too small to draw.
const LEFT_OUT = new Set(["470"]);
// States inside or between others: however small, leaving one out would be a hole in the land.
const ENCLOSED = new Set(["AD", "LI", "MC", "SM", "VA", "XK"]);

const inside = (box, [x, y]) => x >= box.west && x <= box.east && y >= box.south && y <= box.north;
const zone = (point) =>
  inside(BALTIC, point) ? "baltic"
  : inside(NETWORK_BOX, point) ? "network"
  : inside(NEAR, point) ? "near" : "far";
const round = (n) => Math.round(n * 1000) / 1000;

// Area as the eye meets it on a Mercator map: a degree of latitude is stretched to the north.
function screenArea(ring) {
  let sum = 0, latitudes = 0;
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = ring[i], [bx, by] = ring[(i + 1) % ring.length];
    sum += ax * by - bx * ay;
    latitudes += ay;
  }
  return Math.abs(sum) / 2 / Math.cos((latitudes / ring.length) * (Math.PI / 180));
}

// One point per coordinate of three decimals; a ring that falls together to a line is gone.
function tidyRing(ring) {
  const out = [];
  for (const [x, y] of ring) {
    const p = [round(x), round(y)], last = out[out.length - 1];
    if (!last || last[0] !== p[0] || last[1] !== p[1]) out.push(p);
  }
  return out.length >= 4 ? out : null;
}
const tidy = (polygons) =>
  polygons
    .map((rings) => rings.map(tidyRing))
    .filter((rings) => rings[0])
    .map((rings) => rings.filter(Boolean));

// The source is stitched at the antimeridian: Russia's outline jumps from 180 to -180 degrees, and
// cutting would see an edge right across the map. Its far east runs on beyond 180 instead.
const unwrap = (ring) => {
  const stitched = ring.some(([x], i) => i && Math.abs(x - ring[i - 1][0]) > 180);
  return stitched ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
};

const middle = (ring) => {
  const xs = ring.map((p) => p[0]), ys = ring.map((p) => p[1]);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
};
// Jan Mayen and Bear Island, both Norway's, lie far from everything and would only pull the map north.
const isRemote = ([x, y]) =>
  (x > -10 && x < -7 && y > 70 && y < 72) || (x > 18 && x < 20 && y > 74 && y < 75);
const isCut = (ring) =>
  ring.some(([x, y]) => x === BOX.west || x === BOX.east || y === BOX.south || y === BOX.north);
const worthDrawing = ([outer]) =>
  !isRemote(middle(outer)) &&
  screenArea(outer) >= (isCut(outer) ? SCRAP : ISLAND[zone(middle(outer))]);

const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));

// Simplify the arcs, not the countries: both sides of a border then keep the same corners.
const topology = simplify(
  presimplify(world, (triangle) => screenArea(triangle) * CARE[zone(triangle[1])]),
  CORNER,
);

// Natural Earth 4 draws Crimea with Russia; the United Nations and the EU count it to Ukraine.
const shapes = topology.objects.countries.geometries.filter((g) => g.type);
for (const g of shapes) g.id ??= g.properties.name;
const russia = shapes.find((g) => g.id === "643");
const isCrimea = (arcs) => {
  const [x, y] = middle(feature(topology, { type: "Polygon", arcs }).geometry.coordinates[0]);
  return x > 32 && x < 37 && y > 44 && y < 46.5;
};
const crimea = russia.arcs.filter(isCrimea);
russia.arcs = russia.arcs.filter((arcs) => !crimea.includes(arcs));
shapes.push({ type: "MultiPolygon", id: "804", arcs: crimea });

const frame = [[
  [BOX.west, BOX.south], [BOX.east, BOX.south], [BOX.east, BOX.north], [BOX.west, BOX.north],
  [BOX.west, BOX.south],
]];

function drawn(code) {
  const parts = shapes.filter((g) => COUNTRIES[g.id]?.[0] === code);
  let polygons = feature(topology, mergeArcs(topology, parts)).geometry.coordinates
    .map((rings) => rings.map(unwrap));
  // Cutting also unties knots that simplifying left in a coast and winds the rings as RFC 7946
  // asks. Rounding the new corners may tie a small one again, hence more than once.
  for (let pass = 0; pass < 3; pass++) polygons = tidy(clipping.intersection(tidy(polygons), [frame]));
  return ENCLOSED.has(code) ? polygons : polygons.filter(worthDrawing);
}

const names = new Map(Object.values(COUNTRIES));
const lines = [];
for (const code of [...names.keys()].sort()) {
  const polygons = drawn(code);
  if (!polygons.length) continue;
  lines.push(JSON.stringify({
    type: "Feature",
    properties: { code, name: names.get(code), network: NETWORK.has(code) },
    geometry: { type: "MultiPolygon", coordinates: polygons },
  }));
}

// One country a line, so that a change shows in a diff as the country it touches.
const text = `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`;
writeFileSync(process.argv[2] ?? "region.geojson", text);
console.log(`${lines.length} countries, ${Buffer.byteLength(text)} bytes`);

// A country in the box that the table above does not know would be a hole in the map.
for (const shape of shapes) {
  if (COUNTRIES[shape.id] || LEFT_OUT.has(shape.id)) continue;
  const { coordinates, type } = feature(topology, shape).geometry;
  const points = (type === "Polygon" ? [coordinates] : coordinates).flatMap((rings) => rings[0]);
  if (points.some((p) => inside(BOX, p))) throw new Error(`not in COUNTRIES: ${shape.id} ${shape.properties.name}`);
}
