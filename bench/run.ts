// `npm run bench [-- ROUNDS]`: how long a whole process takes. Exit 1 where a bar is missed.
import { measureStarts } from './start.js';

const rounds = Number(process.argv[2] ?? 31);
const figures = measureStarts(rounds);

console.log(`${rounds} rounds, Node ${process.versions.node}; ratio to \`node -e 0\` of the same round\n`);
console.log('                             node     candidacy   ratio: min  median  max     bar');
for (const { name, atMost, node, candidacy, ratio } of figures) {
  const verdict = ratio.median <= atMost ? '' : '  MISSED';
  console.log(
    `${name.padEnd(27)} ${ms(node)}  ${ms(candidacy)}          ${times(ratio.min)}  ${times(ratio.median)}  ${times(ratio.max)}  ≤ ${atMost}${verdict}`,
  );
}
if (figures.some(({ ratio, atMost }) => ratio.median > atMost)) process.exitCode = 1;

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(8);
}

function times(value: number): string {
  return `${value.toFixed(2)}×`.padStart(5);
}
