#!/usr/bin/env bash
# What `docker build` and `docker run` would do, without a container engine: carries out the lines of the Dockerfile in a
# clean folder, then tries the result as an unprivileged user who can write to the data folder only.
set -euo pipefail
repo=$(cd "$(dirname "$0")/.." && pwd)
top=$(mktemp -d)
trap 'chmod -R u+w "$top" 2>/dev/null || true; rm -rf "$top"' EXIT
export npm_config_prefer_offline=true npm_config_update_notifier=false TZ=UTC
cd "$repo"

# The Node.js of the image comes from the npm registry.
major=$(sed -nE 's/^FROM node:([0-9]+).*/\1/p' Dockerfile | head -n 1)
package=node-linux-$(node -p process.arch)
npm install --prefix "$top/node" --ignore-scripts --no-save --no-audit --no-fund "$package@$major"
export PATH=$top/node/node_modules/$package/bin:$PATH
[ "$(node -p 'process.versions.node.split(".")[0]')" = "$major" ]
echo "--- with Node.js $(node --version)"

# Each stage is a folder: the first one builds, the last one is the image. /app and /data of the image lie below it.
stage=0
folder=
line=
while IFS= read -r part || [ -n "$part" ]; do
  [[ $part =~ ^[[:space:]]*# ]] && continue
  line+=$part
  if [[ $line == *\\ ]]; then
    line=${line%\\}
    continue
  fi
  read -r -a words <<<"$line"
  case ${words[0]:-} in
    FROM)
      stage=$((stage + 1))
      folder=$top/$stage
      mkdir -p "$folder/app" "$folder/usr/local/bin"
      ;;
    WORKDIR) [ "${words[1]}" = /app ] ;;
    COPY)
      from=$repo
      names=("${words[@]:1}")
      if [[ ${names[0]} == --from=* ]]; then
        from=$top/1
        names=("${names[@]:1}")
      fi
      for name in "${names[@]::${#names[@]}-1}"; do
        target=$folder/app/${names[-1]}
        # A folder is copied under its new name, a file into the folder named.
        [ -d "$from/${name#/}" ] && mkdir -p "$target" && cp -a "$from/${name#/}/." "$target/" || cp -a "$from/${name#/}" "$target"
      done
      ;;
    RUN)
      command=${line#RUN }
      command=${command//chown node:node/true}
      command=${command//\/usr\/local\/bin/$folder/usr/local/bin}
      command=${command//\/data/$folder/data}
      echo "--- stage $stage: ${line#RUN }"
      (cd "$folder/app" && bash -euo pipefail -c "$command")
      ;;
  esac
  line=
done <Dockerfile

image=$top/$stage
chmod 755 "$top" "$image"
chmod -R go+rX "$top/node"
chmod -R go+rX "$image/app"
chmod -R a-w "$image/app"
as=()
if [ "$(id -u)" = 0 ]; then
  chown -R 65534:65534 "$image/data"
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
fi
du -sh "$image/app" | sed 's/\s.*/ in the image/'
node --import tsx .ci/image.ts "$image" "${as[@]}"
