# One image for every process of docker-compose.yml.
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 TTE_STATIC=/srv/static TTE_VAR=/srv/var
WORKDIR /srv/tte
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --only-binary=:all: --require-hashes -r requirements/runtime.txt
COPY . .
RUN useradd --uid 10001 --no-create-home exchange \
 && TTE_SECRET_KEY=only-while-building python manage.py compile_catalogues \
 && TTE_SECRET_KEY=only-while-building python manage.py collectstatic --no-input --verbosity 0 \
 && mkdir -p /srv/var /srv/caddy && chown exchange /srv/var /srv/caddy
ENV DJANGO_SETTINGS_MODULE=tte.settings.production XDG_DATA_HOME=/srv/caddy XDG_CONFIG_HOME=/srv/caddy
USER 10001
