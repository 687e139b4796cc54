// One version of a model: what its header says, its files, and how to load it.

function modelView(ref, main) {
  const model = BY_REF.get(ref);
  if (!model) {
    main.append(el('h2', { tabIndex: -1 }, 'No such model'), el('p', {}, 'This page has no model ', shown(ref), '.'));
    return;
  }
  const heading = el('h2', { tabIndex: -1 }, shown(nameOf(model)), ' ', el('span', { className: 'version' }, shown(model.version)));
  const compare = link(`#/compare?${new URLSearchParams(versionsOf(model.id).slice(-6).map((one) => ['m', one.ref]))}`, 'Compare the versions');
  main.append(heading, ...model.problems.map(notice),
    factsOf(model),
    section('Load it', ...loadingCode(model)),
    section('Versions', versionTable(model), el('p', {}, compare, ' · ', link(`#/plot?id=${encodeURIComponent(model.id)}`, 'Plot the versions'))),
    section('Parameters', tree(model.parameters)),
    section('Metadata', tree(model.meta)),
    section('Files', ...fileTable(model)));
}

const section = (title, ...children) => el('section', {}, el('h3', {}, title), ...children);

function factsOf(model) {
  const facts = el('dl', { className: 'facts' });
  const fact = (name, ...value) => {
    const item = el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
    facts.append(item);
    return item;
  };
  fact('Id', el('code', {}, model.ref), model.latest ? ' (the latest version)' : '');
  fact('Subgroup', model.subgroup ? shown(model.subgroup) : 'none');
  fact('Author', model.author === null ? 'unknown' : shown(model.author));
  fact('Date', model.date ?? 'unknown');
  fact('Aliases', model.aliases.length === 0 ? 'none' : shown(model.aliases.join(', ')));
  fact('Repository', shown(model.place));
  if (model.fixed.path) {
    fact('Archive', shown(model.fixed.path), model.fixed.bytes === undefined ? ' is not there' : `, ${bytes(model.fixed.bytes)}`,
      model.fixed.md5 ? el('span', {}, ', MD5 ', el('code', {}, model.fixed.md5)) : '');
  }
  fact('Signatures', signatureState(model.signed)).className = model.signed.length === 0 ? '' : 'wide';
  return facts;
}

const SIGNATURE_STATES = new Map([['valid', 'valid'], ['untrusted', 'not trusted'], ['invalid', 'not valid']]);

const stateOf = (signature) => (signature.problem ? 'cannot be read' : SIGNATURE_STATES.get(signature.state) ?? 'signed, not verified');

/** Says of each signature what the run that wrote the page knew of it. */
function signatureState(signatures) {
  if (signatures.length === 0) return 'not signed';
  const items = signatures.map((one) => el('li', {}, one.problem
    ? el('span', {}, 'a signature that cannot be read: ', shown(one.problem))
    : el('span', {}, el('strong', { className: one.state === 'invalid' ? 'warning' : '' }, stateOf(one)), `: by ${one.method} `, shown(one.by),
      one.reason ? el('span', {}, ', since ', shown(one.reason)) : '')));
  const hint = signatures.some((one) => one.state === 'valid')
    ? el('p', { className: 'hint' }, 'Valid: somebody who is trusted signed that this is the model. Its files are compared when it is loaded or verified.') : null;
  return el('div', {}, el('ul', {}, ...items), hint);
}

const doubleQuoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function loadingCode(model) {
  const place = model.place;
  return [
    copyable('Shell', `audmodel load --repository ${shellWord(place)} ${model.ref}`),
    copyable('Java', [
      'try (AudModel audmodel = AudModel.builder()',
      `        .repository(RepositoryAddress.of(${doubleQuoted(place)}))`,
      '        .build()) {',
      `    Path folder = audmodel.load(ModelRef.of("${model.ref}"));`,
      '}'].join('\n')),
    copyable('Python', `import audmodel\n\nfolder = audmodel.load("${model.ref}")`),
  ];
}

function versionTable(model) {
  return tableBox('Versions', el('table', {},
    el('thead', {}, el('tr', {}, ...['Version', 'Date', 'Author', 'Aliases'].map((label) => el('th', { scope: 'col' }, label)))),
    el('tbody', {}, ...versionsOf(model.id).toReversed().map((one) => el('tr', {},
      el('th', { scope: 'row' }, one === model ? el('span', { 'aria-current': 'true' }, shown(one.version), ' (shown)') : link(hrefOf(one), shown(one.version))),
      el('td', {}, one.date ?? ''),
      el('td', {}, shown(one.author ?? '')),
      el('td', {}, shown(one.aliases.join(', '))))))));
}

function fileTable(model) {
  const files = model.fixed.files;
  const total = files.reduce((sum, [, size]) => sum + size, 0);
  const body = el('tbody');
  appendSome(body, files, ([name, size, crc]) => el('tr', {},
    el('th', { scope: 'row' }, shown(name)),
    el('td', { className: 'number', title: `${grouped(size)} bytes` }, bytes(size)),
    el('td', {}, crc === null ? '' : el('code', {}, crc))), moreRow(3));
  return [el('p', {}, `${counted(files.length, 'file')}, ${bytes(total)}`),
    tableBox('Files', el('table', {},
      el('thead', {}, el('tr', {}, ...['Name', 'Size', 'CRC-32'].map((label) => el('th', { scope: 'col' }, label)))), body))];
}

const moreRow = (columns) => (text, next) => {
  const button = el('button', { type: 'button', className: 'more' }, `Show some of ${text}`);
  const row = el('tr', {}, el('td', { colspan: columns }, button));
  button.addEventListener('click', () => { row.remove(); next(); });
  return row;
};
