// The list of models: words and conditions, order, columns, and which ones to compare. All of it is in the link.

const PAGE_SIZE = 100;
const CHOSEN = new Set();

const COLUMNS = [
  ['name', 'Name', (model) => model.name ?? undefined],
  ['ref', 'Id', (model) => model.ref],
  ['subgroup', 'Subgroup', (model) => model.subgroup ?? undefined],
  ['author', 'Author', (model) => model.author ?? undefined],
  ['date', 'Date', (model) => model.date ?? undefined],
  ['aliases', 'Aliases', (model) => model.aliases.join(', ') || undefined],
];

const FIELDS = [
  ['name', 'Name', 'emotion*', 'text'],
  ['subgroup', 'Subgroup', 'speech.*', 'text'],
  ['author', 'Author', '', 'text'],
  ['alias', 'Alias', '*-production', 'text'],
  ['from', 'Published from', '', 'date'],
  ['until', 'Published until', '', 'date'],
];

/** A query from the parameters of a link. */
const queryFrom = (search) => ({
  words: search.get('q') ?? '',
  ...Object.fromEntries(FIELDS.map(([field]) => [field, search.get(field) ?? ''])),
  params: search.getAll('param'),
  meta: search.getAll('meta'),
  latest: search.has('latest'),
});

function searchOf(query, view) {
  const search = new URLSearchParams();
  if (query.words) search.set('q', query.words);
  for (const [field] of FIELDS) if (query[field]) search.set(field, query[field]);
  for (const line of query.params) search.append('param', line);
  for (const line of query.meta) search.append('meta', line);
  if (query.latest) search.set('latest', '1');
  for (const [key, value] of Object.entries(view)) if (value) search.set(key, value);
  return search;
}

function input(form, id, label, properties, hint) {
  const field = el(properties.rows ? 'textarea' : 'input', { id, ...properties });
  const described = hint ? el('span', { className: 'hint', id: `${id}-hint` }, hint) : null;
  if (described) field.setAttribute('aria-describedby', described.id);
  form.append(el('div', { className: 'field' }, el('label', { for: id }, label), field, described));
  return field;
}

function listView(search, main) {
  const view = { sort: search.get('sort') ?? 'name', down: search.get('down'), column: search.get('column'), page: search.get('page') };
  let query = queryFrom(search);
  const results = el('div', { id: 'results' });
  const form = el('form', { role: 'search', 'aria-label': 'Models' });
  const show = (changes = {}) => {
    Object.assign(view, { page: null }, changes);
    history.replaceState(null, '', `#/?${searchOf(query, view)}`);
    showResults(query, view, results, show);
  };
  const fields = listForm(form, query, view);
  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      query = fields.query();
      show({ column: fields.column() });
    }, 150);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  main.append(el('h2', { tabIndex: -1 }, 'Models'), form, results);
  showResults(query, view, results, show);
}

/** Fills the form, and returns what reads it. */
function listForm(form, query, view) {
  const words = input(form, 'q', 'Search', { type: 'search', value: query.words, autocomplete: 'off' },
    'Words in ids, names, subgroups, authors and aliases');
  const more = el('details', {}, el('summary', {}, 'Conditions'));
  const grid = el('div', { className: 'grid' });
  const fields = FIELDS.map(([field, label, placeholder, type]) =>
    [field, input(grid, field, label, { type, placeholder, value: query[field], autocomplete: 'off' })]);
  const params = input(grid, 'param', 'Parameters', { rows: 2, value: query.params.join('\n'), spellcheck: false },
    'One condition a line, such as layers>=3 or net~cnn*');
  const meta = input(grid, 'meta', 'Metadata', { rows: 2, value: query.meta.join('\n'), spellcheck: false },
    'One condition a line, such as recall.emodb>0.7');
  const column = input(grid, 'column', 'Show a value', { type: 'text', value: view.column ?? '', autocomplete: 'off' },
    'A column for a path, such as meta.recall or parameters.layers');
  column.setAttribute('list', 'paths');
  column.addEventListener('focus', () => form.append(suggestions('paths', pathsOf(MODELS.slice(0, 500), () => true))), { once: true });
  const latest = el('input', { type: 'checkbox', id: 'latest', checked: query.latest });
  grid.append(el('div', { className: 'field check' }, latest, el('label', { for: 'latest' }, 'Latest versions only')));
  more.append(el('p', { className: 'hint' }, 'In patterns, * stands for any text and ? for any character; case counts.'), grid);
  more.open = [...FIELDS.map(([field]) => query[field]), ...query.params, ...query.meta, query.latest, view.column].some(Boolean);
  form.append(more);
  const linesOf = (area) => area.value.split('\n').filter((line) => line.trim() !== '');
  return {
    query: () => ({
      words: words.value,
      ...Object.fromEntries(fields.map(([field, element]) => [field, element.value])),
      params: linesOf(params),
      meta: linesOf(meta),
      latest: latest.checked,
    }),
    column: () => column.value.trim() || null,
  };
}

function showResults(query, view, results, show) {
  let accepts;
  try {
    accepts = queryOf(query);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    results.replaceChildren(el('p', { className: 'error', role: 'alert' }, shown(error.message)));
    return;
  }
  const columns = view.column ? [...COLUMNS, [view.column, view.column, (model) => valueOf(model, view.column)]] : COLUMNS;
  const sortBy = columns.find(([key]) => key === view.sort) ?? columns[0];
  const direction = view.down ? -1 : 1;
  const values = new Map(MODELS.map((model) => [model, sortBy[2](model)]));
  // What is missing comes last in both directions.
  const found = MODELS.filter(accepts).sort((a, b) => {
    const [one, other] = [values.get(a), values.get(b)];
    return one === undefined || other === undefined ? sortOrder(one, other) : direction * sortOrder(one, other);
  });
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(view.page, 10) || 1));
  const rows = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const text = `${counted(found.length, 'version')} of ${grouped(MODELS.length)}`;
  say(text);
  results.replaceChildren(
    el('p', { className: 'count' }, text, ' ', compareLink(found, view)),
    tableBox('Models', resultTable(columns, rows, sortBy[0], view, show)),
    pageLinks(page, pages, show),
    el('details', {}, el('summary', {}, 'The same on the command line'),
      copyable('Shell', findCommand(query), 'h3')));
}

/** Leads to what is chosen, and to a plot of what was found. */
function compareLink(found, view) {
  const chosen = link('#/compare', 'Choose versions to compare them');
  chosen.id = 'chosen';
  const plotted = new URLSearchParams();
  if (view.column) plotted.set('y', view.column);
  for (const model of found.slice(0, 50)) plotted.append('m', model.ref);
  const plot = found.length > 0 && found.length <= 50 ? el('span', {}, ' · ', link(`#/plot?${plotted}`, 'Plot these')) : null;
  const update = () => {
    chosen.href = `#/compare?${new URLSearchParams([...CHOSEN].map((ref) => ['m', ref]))}`;
    chosen.textContent = CHOSEN.size === 0 ? 'Choose versions to compare them' : `Compare ${counted(CHOSEN.size, 'chosen version')}`;
  };
  chosen.update = update;
  update();
  return el('span', {}, chosen, plot);
}

function resultTable(columns, rows, sorted, view, show) {
  const heads = columns.map(([key, label]) => {
    const isSorted = key === sorted;
    const button = el('button', { type: 'button' }, shown(label), el('span', { 'aria-hidden': 'true' }, isSorted ? (view.down ? ' ▼' : ' ▲') : ''));
    button.addEventListener('click', () => {
      show({ sort: key, down: isSorted && !view.down ? '1' : null });
      document.querySelector(`#results th[data-key="${CSS.escape(key)}"] button`)?.focus();
    });
    return el('th', { scope: 'col', className: key, 'data-key': key, 'aria-sort': isSorted ? (view.down ? 'descending' : 'ascending') : null }, button);
  });
  return el('table', { className: 'models' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { className: 'unseen' }, 'Compare')), ...heads)),
    el('tbody', {}, ...rows.map((model) => resultRow(model, columns))));
}

function resultRow(model, columns) {
  const box = el('input', { type: 'checkbox', checked: CHOSEN.has(model.ref), 'aria-label': `Compare ${model.ref}` });
  box.addEventListener('change', () => {
    if (box.checked) CHOSEN.add(model.ref);
    else CHOSEN.delete(model.ref);
    document.getElementById('chosen').update();
  });
  return el('tr', {}, el('td', {}, el('label', { className: 'target' }, box)), ...columns.map(([key, , value]) => {
    const found = value(model);
    if (key === 'name') {
      const warning = model.problems.length > 0 ? el('span', { className: 'warning' }, ' cannot be read in full') : null;
      return el('td', { className: key }, link(hrefOf(model), shown(nameOf(model))), warning);
    }
    if (found === undefined) return el('td', { className: key });
    if (isContainer(found)) return el('td', {}, tree(found, false));
    return el('td', { className: key }, typeof found === 'string' ? longText(found) : scalarView(found));
  }));
}

function pageLinks(page, pages, show) {
  if (pages === 1) return null;
  const turn = (label, to) => {
    const button = el('button', { type: 'button', disabled: to < 1 || to > pages }, label);
    button.addEventListener('click', () => {
      show({ page: String(to) });
      document.querySelector('#results .pages button:enabled')?.focus();
      document.getElementById('results').scrollIntoView();
    });
    return button;
  };
  return el('nav', { className: 'pages', 'aria-label': 'Pages' },
    turn('Previous', page - 1), el('span', {}, `Page ${page} of ${pages}`), turn('Next', page + 1));
}
