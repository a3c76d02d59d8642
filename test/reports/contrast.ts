/**
 * Run in the page: every visible text whose contrast with what is behind it is below WCAG's 4.5 : 1, as
 * `ratio text`. Colours are blended by their alpha from the page upwards.
 */
export const LOW_CONTRAST = `(() => {
  const parse = (text) => {
    const numbers = text.match(/[\\d.]+(e-?\\d+)?/g).map(Number);
    const scale = text.startsWith("color(") ? 255 : 1;
    const [r, g, b, a = 1] = numbers;
    return [r * scale, g * scale, b * scale, a];
  };
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3]));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 || element.parentElement === null ? own.slice(0, 3) : over(own, groundOf(element.parentElement));
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || !element.checkVisibility() || element.closest(".vh, i, title, script, option, .skip")) continue;
    // The family's name is repeated out of sight for those who do not see the row above.
    if (element.matches("td.family.repeat")) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const ink = over(parse(element instanceof SVGElement ? style.fill : style.color), ground);
    const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) found.add(ratio.toFixed(2) + " " + element.className + " " + node.data.trim().slice(0, 40));
  }
  return [...found];
})()`;
