// The language of 'audmodel find': conditions on parameters and metadata, and patterns.

const CONDITION = /^([^=!<>~]+)(!=|<=|>=|[=<>~])(.*)$/s;

/** Reads a condition such as layers>=3; throws a Refusal that says what is wrong. */
function conditionOf(text) {
  const found = CONDITION.exec(text);
  if (!found) throw new Refusal(`'${text}' is not a condition: it is a key, one of = != < <= > >= ~ and a value`);
  const [, path, operator, value] = found;
  if (/^[=<>]/.test(value)) {
    throw new Refusal(`'${text}' is not a condition: ${operator}${value[0]} compares nothing, it is one of = != < <= > >= ~;`
      + ` a text that begins with ${value[0]} stands in quotes of its own`);
  }
  const wanted = operator === '~' ? value : scalarOf(value);
  if (/[<>]/.test(operator) && !hasOrder(wanted)) {
    throw new Refusal(`nothing is less or greater than ${textOf(wanted)}, so that '${strip(path)}' never meets the condition`);
  }
  const at = strip(path);
  return (node) => holds(node, at, operator, wanted);
}

const conditionsOf = (lines) => lines.filter((line) => line.trim() !== '').map(conditionOf);

/** The models that meet a query: what 'audmodel find' finds with these options, and what has the words. */
function queryOf({ words = '', name = '', subgroup = '', author = '', alias = '', from = '', until = '', params = [], meta = [], latest = false }) {
  const tests = [];
  const pattern = (glob, field) => {
    if (glob !== '') tests.push((model) => model[field] !== null && matches(glob, model[field]));
  };
  if (latest) tests.push((model) => model.latest);
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean)) tests.push((model) => model.words.includes(word));
  pattern(name, 'name');
  pattern(subgroup, 'subgroup');
  pattern(author, 'author');
  if (alias !== '') tests.push((model) => model.aliases.some((one) => matches(alias, one)));
  if (from !== '') tests.push((model) => model.date !== null && model.date >= from);
  if (until !== '') tests.push((model) => model.date !== null && model.date <= until);
  for (const condition of conditionsOf(params)) tests.push((model) => condition(model.parameters));
  for (const condition of conditionsOf(meta)) tests.push((model) => condition(model.meta));
  return (model) => tests.every((test) => test(model));
}

const shellWord = (text) => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The command that finds the same, but for the words. */
function findCommand(query) {
  const options = ['name', 'subgroup', 'author', 'alias', 'from', 'until']
    .filter((option) => query[option])
    .map((option) => `--${option} ${shellWord(query[option])}`);
  for (const [option, lines] of [['param', query.params ?? []], ['meta', query.meta ?? []]]) {
    for (const line of lines.filter((text) => text.trim() !== '')) options.push(`--${option} ${shellWord(line)}`);
  }
  if (query.latest) options.push('--latest');
  return ['audmodel find', ...options].join(' ');
}
