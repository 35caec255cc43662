// Stories that a page could break on: what each is called, and what was typed.

const PROSE = "She counted the lamps along the quay and began again. ";
const END = "\n\n***\n\nBy midnight the lemons were gone.\n";

export const HOSTILE = {
  "end of script": "</script><script>document.title='taken'</script>\n\nChapter 1: </title></style><img src=x onerror=alert(1)>\n\n" +
    "<!-- <script> -->]]> &amp; &lt; &#60;/main&#62;\n\nA/N: \"><svg onload=alert(2)> </main></body></html>" + END,
  "controls": "Chapter 1: \u001b[31mRed\u0007\u0001\n\nShe\u0000 ran\u000c on\u007f, \u0085and\ufffe \u2028swam\u2029.\n\n" + PROSE + END,
  "right to left": "\u202eChapter 1: drawkcab\n\nשלום עולם, she said. \u202e" + PROSE + "\n\nA/N: \u2066\u202bكتاب\n\nفصل ١\n\nكان يا ما كان." + END,
  "marks upon marks": "Chapter 1: Z" + "\u0335\u0321\u031b\u033f\u0308".repeat(60) + "alg" + "\u0310\u0352\u0489".repeat(200) + "o\n\n" + PROSE + END,
  "a line of a megabyte": PROSE.repeat(20_000) + END,
  "a word of a megabyte": "a".repeat(1_000_000) + END,
  "a hundred thousand empty lines": "Before.\n" + "\n".repeat(100_000) + "After." + END,
  "nothing": "",
  "one word": "Rain",
};
