/** Loaded into the command, it makes a machine where @tensorflow/tfjs-node is not installed. */
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  if (request === '@tensorflow/tfjs-node') throw new Error(`Cannot find module '${request}'`);
  return resolve.call(this, request, ...rest);
};
