/**
 * A Neo4j server for tests: the one that NEO4J_URI names, or one started from the jars on Maven Central with Java and
 * Maven, on a free port and a temporary folder. The jars are kept in the user's cache folder.
 */
import { execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** Keep in step with pom.xml. */
const NEO4J_VERSION = '5.26.16';
const JAVA_VERSION = 17;
const PASSWORD = 'test-password';
const SOURCE = join(import.meta.dirname, 'Neo4jServer.java');

export interface Neo4jServer {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  /** Whether the database is somebody's own, so that what stands in it must stay. */
  readonly external: boolean;
}

export interface StartedNeo4j extends Neo4jServer {
  stop(): Promise<void>;
  /** As a power cut does. An external one can't be killed. */
  kill(): Promise<void>;
  /** After a kill: at the same address, with what it had stored. */
  restart(): Promise<void>;
}

/**
 * A server of a few minutes: code compiled once and quickly is worth more to it than code compiled well, and one thread that
 * collects garbage leaves the cores to others.
 */
const OF_SHORT_LIFE = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** Throws an error whose message says why there is no server. */
export async function startNeo4j(env: NodeJS.ProcessEnv): Promise<StartedNeo4j> {
  const uri = env['NEO4J_URI'];
  if (uri !== undefined && uri !== '') {
    const username = env['NEO4J_USERNAME'] ?? 'neo4j';
    const refuse = () => Promise.reject(new Error('the server that NEO4J_URI names is left alone'));
    const password = env['NEO4J_PASSWORD'] ?? '';
    return { uri, username, password, external: true, stop: async () => {}, kill: refuse, restart: refuse };
  }
  const java = env['JAVA_HOME'] === undefined ? 'java' : join(env['JAVA_HOME'], 'bin', 'java');
  await checkJava(java);
  const jars = await fetchJars(join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'motifgraph'));
  return launch(java, jars);
}

async function checkJava(java: string): Promise<void> {
  const banner = await promisify(execFile)(java, ['-version']).then(
    ({ stderr }) => stderr,
    () => '',
  );
  const version = Number(/version "(\d+)/.exec(banner)?.[1] ?? 0);
  if (version < JAVA_VERSION) {
    throw new Error(`NEO4J_URI is not set, and there is no Java ${JAVA_VERSION} or later to start Neo4j with`);
  }
}

async function fetchJars(cache: string): Promise<string> {
  const folder = join(cache, `neo4j-${NEO4J_VERSION}`);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`];
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', join(import.meta.dirname, 'pom.xml'), ...goal]);
    await rename(unfinished, folder);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    // Another test run may have been faster.
    if (!(await exists(folder))) {
      throw new Error('NEO4J_URI is not set, and Maven could not fetch Neo4j: is mvn installed, and online?', {
        cause,
      });
    }
  }
  return folder;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function launch(java: string, jars: string): Promise<StartedNeo4j> {
  const home = await mkdtemp(join(tmpdir(), 'motifgraph-neo4j-'));
  const start = (password: string, port: string) =>
    run(java, ['-Xmx1g', ...OF_SHORT_LIFE, '-cp', join(jars, '*'), SOURCE, home, password, port]);
  const removeHome = () => rm(home, { recursive: true, force: true });
  let server = await start(PASSWORD, '0').catch(async (error) => {
    await removeHome();
    throw error;
  });
  const { uri } = server;
  return {
    uri,
    username: 'neo4j',
    password: PASSWORD,
    external: false,
    stop: async () => {
      await server.end();
      await removeHome();
    },
    kill: () => server.end('SIGKILL'),
    restart: async () => {
      // The password is set already.
      server = await start('', new URL(uri).port);
    },
  };
}

async function run(java: string, args: readonly string[]) {
  // It stops when its standard input ends: also when this process is killed.
  const server = spawn(java, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const end = async (signal?: NodeJS.Signals) => {
    if (signal === undefined) server.stdin.end();
    else server.kill(signal);
    await exited;
  };
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk).slice(-4000);
  });
  const uri = await new Promise<string | null>((resolve) => {
    createInterface(server.stdout).once('line', resolve);
    server.once('error', () => resolve(null));
    void exited.then(() => resolve(null));
  });
  if (uri === null) {
    await end();
    throw new Error(`Neo4j did not start: ${log}`);
  }
  return { uri, end };
}
