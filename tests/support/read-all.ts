/** All that an async source has. `Array.fromAsync` is newer than the library that the compiler is set to. */
export async function readAll<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of source) values.push(value);
  return values;
}
