// Two or more versions side by side, with what differs between them marked.

const MOST_LEAVES = 5000;

function compareView(search, main) {
  const models = modelsOf(search.getAll('m'));
  main.append(el('h2', { tabIndex: -1 }, 'Compare'));
  if (models.length < 2) {
    main.append(el('p', {}, 'Choose two or more versions in the ', link('#/', 'list of models'), '.'));
    return;
  }
  const only = el('input', { type: 'checkbox', id: 'only', checked: search.has('only') });
  const body = el('div');
  const rows = comparison(models);
  const different = rows.filter((row) => row.differs).length;
  const fill = () => body.replaceChildren(tableBox('Comparison', comparisonTable(models, rows.filter((row) => row.differs || !only.checked))));
  only.addEventListener('change', () => {
    if (only.checked) search.set('only', '1');
    else search.delete('only');
    history.replaceState(null, '', `#/compare?${search}`);
    fill();
  });
  main.append(
    el('p', { id: 'differences' }, `${grouped(different)} of ${counted(rows.length, 'line')} ${different === 1 ? 'differs' : 'differ'}.`),
    el('p', { className: 'check' }, only, el('label', { for: 'only' }, 'Only what differs')), body);
  fill();
}

/** The lines of a comparison: a label, a value of each model, and whether these differ. */
function comparison(models) {
  const fields = [['Name', 'name'], ['Subgroup', 'subgroup'], ['Version', 'version'], ['Author', 'author'], ['Date', 'date']];
  const rows = fields.map(([label, field]) => line(label, models.map((model) => model[field] ?? undefined)));
  rows.push(line('Aliases', models.map((model) => model.aliases.join(', ') || undefined)));
  rows.push(line('Signatures', models.map((model) => ([...new Set(model.signed.map(stateOf))].sort().join(', ') || 'not signed'))));
  for (const [label, side] of [['Parameter', 'parameters'], ['Metadata', 'meta']]) {
    rows.push(...lines(label, models.map((model) => new Map(leaves(model[side], MOST_LEAVES)))));
  }
  rows.push(...lines('File', models.map((model) => new Map(model.fixed.files.map(([name, size, crc]) => [name, `${bytes(size)}, CRC-32 ${crc ?? 'unknown'}`])))));
  return rows;
}

/** One line for each path that one of the models has. */
function lines(label, columns) {
  const paths = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...paths].map((path) => line([label, path], columns.map((column) => column.get(path))));
}

function line(label, values) {
  const [first] = values;
  return { label, values, differs: values.some((value) => !areSame(first, value)) };
}

function areSame(one, other) {
  if (one === undefined || other === undefined) return one === other;
  if (order(one, other) !== undefined) return order(one, other) === 0;
  return same(one, other) || (kindOf(one) === kindOf(other) && (isContainer(one) || textOf(one) === textOf(other)) && JSON.stringify(one) === JSON.stringify(other));
}

function comparisonTable(models, rows) {
  const body = el('tbody');
  appendSome(body, rows, (row) => el('tr', { className: row.differs ? 'differs' : '' },
    el('th', { scope: 'row' }, ...labelOf(row.label), row.differs ? el('span', { className: 'mark' }, ' differs') : null),
    ...row.values.map((value) => el('td', {}, value === undefined ? el('span', { className: 'none' }, 'none') : tree(value)))),
  moreRow(models.length + 1));
  return el('table', { className: 'comparison' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { className: 'unseen' }, 'What')),
      ...models.map((model) => el('th', { scope: 'col' }, link(hrefOf(model), shown(nameOf(model)), ' ', shown(model.version)), el('br'), el('code', {}, model.ref))))),
    body);
}

const labelOf = (label) => (typeof label === 'string' ? [label] : [el('span', { className: 'kind' }, `${label[0]} `), shown(label[1])]);
