// What holds and what does not, counted and named: each check is a sentence.

let held = 0;
const broken = [];

/** Notes whether something is what it should be. */
export function check(sentence, found, expected = true) {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is === should) {
    held += 1;
  } else {
    broken.push(`${sentence}: ${is?.slice(0, 600)}` + (expected === true ? "" : `, not ${should.slice(0, 300)}`));
  }
}

/** Names what does not hold, and ends the test. */
export function sumUp() {
  broken.forEach((line) => console.log(line));
  console.log(`${held} checks hold, ${broken.length} do not`);
  process.exit(broken.length === 0 && held > 0 ? 0 : 1);
}
