/**
 * Builds `@tensorflow/tfjs-node` from package registries alone, for machines that can't download its prebuilt binary:
 * the TensorFlow library and the headers come out of the PyPI wheel `tensorflow-cpu`, the binding is compiled here.
 * Needs Linux on x86-64, Python 3 with pip, and g++. What was downloaded and built is kept in the user's cache folder.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import envPaths from 'env-paths';
import yauzl from 'yauzl';

/** The release whose C interface this tfjs-node was written for, or the nearest that has wheels. */
const TENSORFLOW = '2.15.1';
const NAPI_VERSION = 8;
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const HEADERS = /^tensorflow\/include\/((?:tensorflow\/c\/|tensorflow\/core\/platform\/ctstring|tsl\/|xla\/|absl\/).*)/;

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'node_modules/@tensorflow/tfjs-node');
const { optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const version = optionalDependencies['@tensorflow/tfjs-node'];
const cache = join(
  envPaths('motifgraph', { suffix: '' }).cache,
  `tfjs-node-${version}-tensorflow-${TENSORFLOW}-${process.arch}`,
);

if (loads()) {
  console.log('@tensorflow/tfjs-node is there and loads.');
} else {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    fail('It can be built on Linux on x86-64 only; elsewhere predictions run on the WebAssembly backend.');
  }
  if (!(await exists(target))) {
    run('npm', ['install', '--no-save', '--ignore-scripts', `@tensorflow/tfjs-node@${version}`]);
  }
  if (!(await exists(join(cache, 'built')))) await build();
  for (const part of ['deps', 'lib']) await cp(join(cache, 'built', part), join(target, part), { recursive: true });
  if (!loads()) fail(`It was built but does not load; remove its folder from the cache and try again: ${cache}`);
  console.log('@tensorflow/tfjs-node was built and loads.');
}

/** Makes `deps` and `lib` of the package under `cache/built`, which is there only when all of it is. */
async function build() {
  const wheel = await fetchWheel();
  const making = join(cache, 'making');
  await rm(making, { recursive: true, force: true });
  console.log('Unpacking the TensorFlow library …');
  await extract(wheel, (name) => {
    const header = HEADERS.exec(name)?.[1];
    if (header !== undefined) return join(making, 'deps/include', header);
    const library = LIBRARIES.find((file) => name === `tensorflow/${file}`);
    return library === undefined ? null : join(making, 'deps/lib', library);
  });
  console.log('Compiling the binding …');
  const include = await nodeHeaders();
  const out = join(making, 'lib', `napi-v${NAPI_VERSION}`);
  await mkdir(out, { recursive: true });
  run('g++', [
    '-O2',
    '-std=c++17',
    '-shared',
    '-fPIC',
    '-w',
    `-DNAPI_VERSION=${NAPI_VERSION}`,
    `-I${include}`,
    `-I${join(making, 'deps/include')}`,
    `-I${target}`,
    join(target, 'binding/tfjs_backend.cc'),
    join(target, 'binding/tfjs_binding.cc'),
    `-L${join(making, 'deps/lib')}`,
    ...LIBRARIES.map((file) => `-l:${file}`),
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
    '-o',
    join(out, 'tfjs_binding.node'),
  ]);
  await rename(making, join(cache, 'built'));
}

async function fetchWheel() {
  const folder = join(cache, 'wheel');
  const there = (await exists(folder)) ? await readdir(folder) : [];
  if (there.length === 0) {
    console.log(`Downloading tensorflow-cpu ${TENSORFLOW} (207 MB) …`);
    const downloading = join(cache, 'downloading');
    await rm(downloading, { recursive: true, force: true });
    run('python3', [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--python-version',
      '3.11',
      '--platform',
      'manylinux_2_17_x86_64',
      '--dest',
      downloading,
      `tensorflow-cpu==${TENSORFLOW}`,
    ]);
    await rename(downloading, folder);
  }
  const [file] = await readdir(folder);
  return join(folder, file);
}

/** Writes the entries of a zip archive for which `placeOf` names a file. */
async function extract(archive, placeOf) {
  const zip = await yauzl.openPromise(archive, { autoClose: false, lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const place = placeOf(entry.fileName);
    if (place === null || entry.fileName.endsWith('/')) continue;
    await mkdir(dirname(place), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place));
  }
  zip.close();
}

async function nodeHeaders() {
  const folder = join(dirname(dirname(process.execPath)), 'include/node');
  if (await exists(join(folder, 'node_api.h'))) return folder;
  fail(`The headers of Node.js are not in ${folder}; install them (Debian: libnode-dev).`);
}

function loads() {
  try {
    execFileSync(process.execPath, ['-e', `require(${JSON.stringify(target)})`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    fail(`${command} ${args[0]} failed: ${error.message}`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
