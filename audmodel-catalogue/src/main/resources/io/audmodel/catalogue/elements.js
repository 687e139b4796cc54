// Elements of the page. Every text of a repository comes in by shown() or as a text node: nothing is read as markup.

/** Makes an element: properties by name, attributes where the name has a dash or is one that has no property. */
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.includes('-') || ['role', 'for', 'scope', 'colspan'].includes(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const PARTS = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])/u;
const JOINERS = /[\u200c\u200d]/;
const LINES = /[\n\t]/;

/** A text in an element that keeps its direction to itself, with what cannot be seen shown by its code. */
function shown(text, { lines = false } = {}) {
  const element = el('bdi');
  if (!HIDDEN.test(text)) {
    element.textContent = text;
    return element;
  }
  for (const part of text.split(PARTS)) {
    const isCode = part !== '' && PARTS.test(part) && !JOINERS.test(part) && !(lines && LINES.test(part));
    element.append(isCode
      ? el('span', { className: 'code' }, `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
      : part);
  }
  return element;
}

const FIRST = 400;
const STEP = 100000;
const grouped = (number) => number.toLocaleString('en');
const counted = (number, noun) => `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;

/** Does not cut a pair of surrogates in two. */
const cut = (text, length) => (/[\ud800-\udbff]/.test(text[length - 1] ?? '') ? length + 1 : length);

/** A text that may be long: its beginning, and a button for more of it. */
function longText(text) {
  const element = el('span', { className: 'text' });
  let at = Math.min(text.length, text.length > 2 * FIRST ? cut(text, FIRST) : text.length);
  element.append(shown(text.slice(0, at), { lines: true }));
  if (at < text.length) {
    const more = el('button', { type: 'button', className: 'more' });
    const label = () => { more.textContent = `… show more of ${counted(text.length, 'character')}`; };
    more.addEventListener('click', () => {
      const end = cut(text, Math.min(text.length, at + STEP));
      more.before(shown(text.slice(at, end), { lines: true }));
      at = end;
      if (at >= text.length) more.remove();
    });
    label();
    element.append(more);
  }
  return element;
}

const scalarView = (value) => el('span', { className: `value ${kindOf(value)}` },
  typeof value === 'string' ? longText(value) : textOf(value));

const MANY = 100;

/** Appends what a list has, some at a time, with a button for the others. */
function appendSome(list, items, row, more) {
  let at = 0;
  const next = () => {
    for (const item of items.slice(at, at + MANY)) list.append(row(item));
    at += MANY;
    if (at < items.length) list.append(more(counted(items.length - at, 'more'), next));
  };
  next();
}

const moreItem = (text, next) => {
  const item = el('li', {}, el('button', { type: 'button', className: 'more' }, `Show some of ${text}`));
  item.firstChild.addEventListener('click', () => { item.remove(); next(); });
  return item;
};

/** Parameters or metadata as a tree, whose branches are made when they are opened. */
function tree(value, isOpen = true) {
  if (!isContainer(value)) return scalarView(value);
  if (sizeOf(value) === 0) return el('span', { className: 'value' }, Array.isArray(value) ? 'an empty list' : 'nothing');
  const list = el('ul', { className: 'tree' });
  appendSome(list, [...entries(value)], ([key, below]) => branch(key, below, isOpen), moreItem);
  return list;
}

function branch(key, value, isOpen) {
  if (!isContainer(value) || sizeOf(value) === 0) {
    return el('li', {}, el('span', { className: 'key' }, shown(key)), ': ', tree(value));
  }
  const what = Array.isArray(value) ? counted(sizeOf(value), 'element') : counted(sizeOf(value), 'entry').replace('entrys', 'entries');
  const details = el('details', {}, el('summary', {}, el('span', { className: 'key' }, shown(key)), ` (${what})`));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(tree(value, false));
  });
  details.open = isOpen && sizeOf(value) <= 20;
  return el('li', {}, details);
}

const say = (text) => { document.getElementById('status').textContent = text; };

/** Code with a button that copies it. */
function copyable(label, code, heading = 'h4') {
  const block = el('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, el('code', {}, code));
  const button = el('button', { type: 'button', className: 'copy', 'aria-label': `Copy: ${label}` }, 'Copy');
  button.addEventListener('click', async () => {
    const isCopied = await copied(code, block);
    say(isCopied ? `Copied: ${label}` : 'The browser does not let this page copy: the text is selected');
    button.textContent = isCopied ? 'Copied' : 'Selected';
  });
  return el('div', { className: 'copyable' }, el(heading, {}, label), block, button);
}

/** A page of http has no clipboard, and copies what is selected. */
async function copied(text, block) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(block);
    return document.execCommand('copy');
  }
}

/** A table in a box that scrolls by keys too where it is wider than the screen. */
const tableBox = (label, table) => el('div', { className: 'box', role: 'region', 'aria-label': label, tabIndex: 0 }, table);

const link = (href, ...children) => el('a', { href }, ...children);
const notice = (text) => el('p', { className: 'notice' }, shown(text));

/** A length in bytes. */
function bytes(length) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let size = length;
  while (size >= 1000 && unit < units.length - 1) { size /= 1000; unit++; }
  return unit === 0 ? `${grouped(length)} ${length === 1 ? 'byte' : 'bytes'}` : `${size.toFixed(size < 10 ? 1 : 0)} ${units[unit]}`;
}
