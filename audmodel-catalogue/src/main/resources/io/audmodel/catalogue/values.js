// Values as the page's data have them: what kind they are, how they look, and how a query compares them.
// A mapping is {m: [key, value, ...]}, a list an array; {i} {f} {d} {t} {o} {b} are scalars that JSON does not have.

const isTagged = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isMap = (value) => isTagged(value) && 'm' in value;
const isContainer = (value) => Array.isArray(value) || isMap(value);

/** The keys and values of a mapping or list, in order. */
function* entries(value) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield [String(i), value[i]];
  } else if (isMap(value)) {
    for (let i = 0; i < value.m.length; i += 2) yield [value.m[i], value.m[i + 1]];
  }
}

const sizeOf = (value) => (Array.isArray(value) ? value.length : value.m.length / 2);

/** A number as Number or BigInt, which JavaScript compares exactly with each other; undefined for anything else. */
function numberOf(value) {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (!isTagged(value)) return undefined;
  if ('i' in value) return BigInt(value.i);
  return 'f' in value ? Number(value.f) : undefined;
}

/** A scalar as people read it. */
function textOf(value) {
  if (!isTagged(value)) return String(value);
  if ('b' in value) {
    const padding = value.b.endsWith('==') ? 2 : value.b.endsWith('=') ? 1 : 0;
    return `binary, ${(value.b.length / 4) * 3 - padding} bytes`;
  }
  return String(Object.values(value)[0]);
}

const kindOf = (value) => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (numberOf(value) !== undefined) return 'number';
  return isTagged(value) ? Object.keys(value)[0] : typeof value;
};

/** Microseconds since 1970 of a date or time of the calendar. */
function micros(year, month, day, hour = 0, minute = 0, second = 0, fraction = '') {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return BigInt(date.getTime()) * 1000n + BigInt((fraction + '000000').slice(0, 6));
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([-+])(\d\d):(\d\d))?$/;

/** What orders dates and times of one kind: the moment first, then the local time. */
function instantOf(value) {
  if ('d' in value) return [micros(...value.d.split('-').map(Number)), 0n];
  const [, year, month, day, hour, minute, second, fraction, sign, hours, minutes] = TIME.exec(value.t ?? value.o);
  const local = micros(+year, +month, +day, +hour, +minute, +(second ?? 0), fraction);
  const offset = BigInt((sign === '-' ? -1 : 1) * ((hours ?? 0) * 60 + Number(minutes ?? 0))) * 60000000n;
  return [local - offset, local];
}

const sign = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Less, equal or greater as -1, 0, 1; undefined if the two have no order. */
function order(actual, wanted) {
  const one = numberOf(actual);
  const other = numberOf(wanted);
  if (one !== undefined && other !== undefined) {
    return Number.isNaN(one) || Number.isNaN(other) ? undefined : sign(one, other);
  }
  const kind = kindOf(actual);
  if (kind !== kindOf(wanted)) return undefined;
  if (kind === 'string') return sign(actual, wanted);
  if (kind === 'd' || kind === 't' || kind === 'o') {
    const [moment, local] = instantOf(actual);
    const [wantedMoment, wantedLocal] = instantOf(wanted);
    return sign(moment, wantedMoment) || sign(local, wantedLocal);
  }
  return undefined;
}

/** Whether values without an order are the same; a wanted value is a scalar. */
function same(actual, wanted) {
  if (Number.isNaN(numberOf(actual)) && Number.isNaN(numberOf(wanted))) return true;
  return actual === wanted && !isTagged(actual);
}

const hasOrder = (value) => {
  const number = numberOf(value);
  return number !== undefined ? !Number.isNaN(number) : ['string', 'd', 't', 'o'].includes(kindOf(value));
};

const SIGNS = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether a text matches a pattern: * stands for any text, ? for any character, as units of UTF-16. */
function matches(pattern, text) {
  let at = 0;
  let star = -1;
  let afterStar = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      afterStar = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++afterStar;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

function compares(actual, operator, wanted) {
  if (operator === '~') return typeof actual === 'string' && matches(wanted, actual);
  const found = order(actual, wanted);
  if (found !== undefined) return SIGNS[operator](found);
  return operator === '=' ? same(actual, wanted) : operator === '!=' && !same(actual, wanted);
}

/** Whether a value at a path meets a condition: keys joined by dots, where a key may have dots itself. */
function holds(node, path, operator, wanted) {
  for (const [key, value] of entries(node)) {
    if (path === key ? compares(value, operator, wanted)
        : path.startsWith(key + '.') && holds(value, path.slice(key.length + 1), operator, wanted)) {
      return true;
    }
  }
  return false;
}

/** The first value at a path; undefined if there is none. */
function valueAt(node, path) {
  for (const [key, value] of entries(node)) {
    const found = path === key ? value
      : path.startsWith(key + '.') ? valueAt(value, path.slice(key.length + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All scalars with their paths, up to a number of them; empty lists and mappings count as one. */
function leaves(node, most, path = '', found = []) {
  for (const [key, value] of entries(node)) {
    if (found.length >= most) break;
    const below = path === '' ? key : `${path}.${key}`;
    if (isContainer(value) && sizeOf(value) > 0) leaves(value, most, below, found);
    else found.push([below, value]);
  }
  return found;
}

/** Sorts values of any kind: numbers, then texts, then what has no order, then what is missing. */
function sortOrder(a, b) {
  const rank = (value) => (value === undefined ? 3 : hasOrder(value) ? (numberOf(value) !== undefined ? 0 : 1) : 2);
  return rank(a) - rank(b) || (order(a, b) ?? sign(textOf(a ?? ''), textOf(b ?? '')));
}
