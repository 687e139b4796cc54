// The value of a condition, as the command line reads it: a YAML scalar whose numbers are those of JSON and YAML 1.2.
// What two versions of YAML read differently is refused, and so is what Python or JSON spell in another way.

const NULLS = ['', '~', 'null', 'Null', 'NULL'];
const TRUTHS = new Map([['yes', true], ['true', true], ['on', true], ['no', false], ['false', false], ['off', false]]
  .flatMap(([word, value]) => [word, word[0].toUpperCase() + word.slice(1), word.toUpperCase()].map((w) => [w, value])));

const INTEGER = /^(?:([-+]?)([0-9]+)|0o([0-7]+)|0x([0-9a-fA-F]+))$/;
const REAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const YAML_INTEGER =
  /^[-+]?(?:0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const YAML_REAL =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const YAML_NOT_FINITE = /^(?:([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const NOT_FINITE = /^[-+]?(?:nan|inf(?:inity)?)$/i;
const TUPLE = /^\((?:.*,.*)?\)$/s;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|([-+])(\d\d?)(?::?(\d\d))?))?$/;
const MOST_DIGITS = 4300;

const SPACES = '[\\t-\\r\\x1c-\\x20\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000]';
const AROUND = new RegExp(`^${SPACES}+|${SPACES}+$`, 'g');

/** Without spaces around it, as Java has it: a space that does not break, and the mark U+FEFF, are none. */
const strip = (text) => text.replace(AROUND, '');

class Refusal extends Error {}

const refuse = (text, why) => {
  throw new Refusal(`'${text}' ${why}; what shall be text stands in quotes of its own`);
};

function integerOf(digits, prefix = '') {
  if (digits.replace('-', '').length > MOST_DIGITS) refuse(digits.slice(0, 20) + '…', `has more than ${MOST_DIGITS} digits`);
  const value = prefix ? BigInt(prefix + digits) : digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits);
  return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : { i: String(value) };
}

/** The number of YAML 1.2 and JSON; undefined if it is none. */
function plainNumber(text) {
  const integer = INTEGER.exec(text);
  if (integer) {
    const [, minus, decimal, octal, hexadecimal] = integer;
    if (decimal !== undefined) return integerOf(minus.replace('+', '') + decimal);
    return octal !== undefined ? integerOf(octal, '0o') : integerOf(hexadecimal, '0x');
  }
  return REAL.test(text) ? { f: text } : undefined;
}

/** Whether YAML 1.1 reads a number as YAML 1.2 and JSON do, or takes it for text. */
function isOneNumber(text) {
  if (YAML_INTEGER.test(text)) return /^[-+]?(?:0*[0-7]|[1-9][0-9]*)$|^0x[0-9a-fA-F]+$/.test(text);
  if (YAML_REAL.test(text)) return !/[_:]/.test(text);
  return true;
}

const isCalendar = (year, month, day) => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === +day;
};

/** A date or time; undefined if it is none. */
function timeOf(text) {
  const day = DAY.exec(text);
  const moment = day ? null : MOMENT.exec(text);
  const found = day ?? moment;
  if (!found) return undefined;
  if (!isCalendar(+found[1], +found[2], +found[3])) refuse(text, 'is no day of the calendar');
  if (day) return { d: text };
  const [, year, month, date, hour, minute, second, fraction = '', zone, sign, hours, minutes = '0'] = moment;
  if (+hour > 23 || +minute > 59 || +second > 59) refuse(text, 'is no time of a day');
  const two = (number) => String(number).padStart(2, '0');
  const local = `${year}-${two(month)}-${two(date)}T${two(hour)}:${minute}:${second}.${(fraction + '000000').slice(0, 6)}`;
  if (zone === undefined) return { t: local };
  if (zone === 'Z') return { o: local + 'Z' };
  if (+hours > 18 || +minutes > 59 || (+hours === 18 && +minutes > 0)) refuse(text, 'has no offset of a time zone');
  return { o: `${local}${sign}${two(hours)}:${two(minutes)}` };
}

const ESCAPES = { 0: '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' };

function quotedText(text) {
  const single = /^'((?:[^'\n]|'')*)'(?:\s+#.*)?$/.exec(text);
  if (single) return single[1].replaceAll("''", "'");
  const double = /^"((?:[^"\\\n]|\\.)*)"(?:\s+#.*)?$/.exec(text);
  if (!double) refuse(text, 'has no end of its quotes, or something behind it');
  return double[1].replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (all, two, four, eight, c) => {
    const digits = two ?? four ?? eight;
    if (digits === undefined) return ESCAPES[c] ?? refuse(text, `has the escape ${all}, which YAML does not know`);
    const point = parseInt(digits, 16);
    return point > 0x10ffff ? refuse(text, `has the escape ${all}, which is no character`) : String.fromCodePoint(point);
  });
}

/** Why the text is no plain scalar of YAML that is read as it stands; undefined if it is one. */
function notPlain(text) {
  if (/[\t\n\r\u0085\u2028\u2029]/.test(text)) return 'has a tab or several lines';
  if (/[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/u.test(text)) return 'has a character that YAML refuses';
  if (/(?:^|\s)#/.test(text)) return 'has a comment of YAML';
  if (/^[-?:](?:\s|$)/.test(text) || /:(?:\s|$)/.test(text) || /^[[{]/.test(text)) return 'is not a scalar in YAML';
  if (/^[,\]}%@`|>*]/.test(text) || /^(?:---|\.\.\.)(?:\s|$)/.test(text)) return `begins as no text of YAML does`;
  return text === '=' || text === '<<' ? 'has a meaning of its own in YAML' : undefined;
}

/** The value of a text, in the form of the page's data. */
function scalarOf(text) {
  const plain = strip(text);
  if (/^['"]/.test(plain)) return quotedText(plain);
  if (/^[!&]/.test(plain)) refuse(plain, 'has a tag or an anchor, which the command line reads and this page does not');
  const reason = notPlain(plain);
  if (reason) refuse(plain, reason);
  if (NULLS.includes(plain)) return null;
  if (TRUTHS.has(plain)) return TRUTHS.get(plain);
  const notFinite = YAML_NOT_FINITE.exec(plain);
  if (notFinite) return { f: notFinite[1] === undefined ? 'NaN' : `${notFinite[1] === '-' ? '-' : ''}Infinity` };
  const number = plainNumber(plain);
  if (!isOneNumber(plain)) refuse(plain, 'is one number in YAML 1.1 and another in YAML 1.2 and JSON');
  if (NOT_FINITE.test(plain) || plain === 'None' || TUPLE.test(plain)) {
    refuse(plain, `is text in YAML; Python means another value by it, which is ${plain === 'None' ? 'null' : 'spelled .nan, .inf or as a list'}`);
  }
  return number ?? timeOf(plain) ?? plain;
}
