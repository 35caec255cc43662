// Whether the colours of two roles stay apart for readers who see few of them.

// Matrices of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
// (2009), severity 1, on linear RGB.
const EYES = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** The least distance in CIELAB (1976) at which two colours side by side are told apart without effort. */
const APART = 12;

const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function lab(rgb, eye) {
  const from = rgb.map((value) => linear(value / 255));
  const [r, g, b] = eye.map((row) => Math.min(1, Math.max(0, row.reduce((sum, weight, at) => sum + weight * from[at], 0))));
  const x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
  const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}

/** The pairs of bars that somebody could take for each other: one hue in one pattern, or two hues too close to some eye. A
 * bar is a role's name, its pattern, and its colour as three numbers to 255. */
export function alike(bars) {
  const pairs = [];
  for (const [at, a] of bars.entries()) {
    for (const b of bars.slice(at + 1)) {
      if (String(a.rgb) === String(b.rgb)) {
        if (a.pattern === b.pattern) {
          pairs.push(`${a.role} and ${b.role} (the same)`);
        }
        continue;
      }
      for (const [eye, matrix] of Object.entries(EYES)) {
        const [left, right] = [lab(a.rgb, matrix), lab(b.rgb, matrix)];
        const distance = Math.hypot(...left.map((value, axis) => value - right[axis]));
        if (distance < APART) {
          pairs.push(`${a.role} and ${b.role} (${eye}, ${distance.toFixed(1)})`);
        }
      }
    }
  }
  return pairs;
}
