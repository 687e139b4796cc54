// The models of the page, made from its data.

const DATA = JSON.parse(document.getElementById('data').textContent);

const aliasesByTarget = new Map();
for (const alias of DATA.aliases) {
  if (alias.target === null) continue;
  if (!aliasesByTarget.has(alias.target)) aliasesByTarget.set(alias.target, []);
  aliasesByTarget.get(alias.target).push(alias.name);
}

const MODELS = DATA.models.map((model) => {
  const { name = null, subgroup = null, author = null, date = null } = model.fixed;
  const aliases = aliasesByTarget.get(model.ref) ?? [];
  return {
    ...model,
    name,
    subgroup,
    author,
    date,
    aliases,
    parameters: model.fixed.parameters,
    meta: model.meta.value,
    problems: [...model.fixed.problems, ...(model.meta.problem ? [model.meta.problem] : [])],
    // What the words of a search are looked for in.
    words: [model.ref, name, subgroup, author, ...aliases].join('\n').toLowerCase(),
  };
});

const BY_REF = new Map(MODELS.map((model) => [model.ref, model]));

const versionsOf = (id) => MODELS.filter((model) => model.id === id);

/** The models whose refs a link names, without those that are not there. */
const modelsOf = (refs) => [...new Set(refs)].map((ref) => BY_REF.get(ref)).filter(Boolean);

const hrefOf = (model) => `#/model/${encodeURIComponent(model.ref)}`;
const nameOf = (model) => model.name ?? model.ref;

/** A value by the path of a column or plot: parameters.layers, meta.recall. */
function valueOf(model, path) {
  const dot = path.indexOf('.');
  const [side, rest] = [path.slice(0, dot), path.slice(dot + 1)];
  return side === 'parameters' || side === 'meta' ? valueAt(model[side], rest) : undefined;
}

const MOST_PATHS = 200;

/** Paths of the values of some models, the most frequent first. */
function pathsOf(models, accepts) {
  const counts = new Map();
  for (const model of models) {
    for (const side of ['meta', 'parameters']) {
      for (const [path, value] of leaves(model[side], MOST_PATHS)) {
        if (accepts(value)) counts.set(`${side}.${path}`, (counts.get(`${side}.${path}`) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_PATHS).map(([path]) => path);
}

/** A line of suggestions for the paths of a field. */
const suggestions = (id, paths) => el('datalist', { id }, ...paths.map((path) => el('option', { value: path })));
