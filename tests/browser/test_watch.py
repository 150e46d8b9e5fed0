"""The watch over requests and the content security policy sees what it is there for."""

from playwright.sync_api import Browser

from tests.browser.chromium import Watch, settle


def test_a_request_to_elsewhere_is_seen(browser: Browser):
    page = browser.new_page()
    watch = Watch("http://localhost:1")
    watch.follow(page)
    page.set_content(
        "<img src='http://elsewhere.invalid/dot.png'><img src='data:image/gif;base64,R0lGODdhAQABAAAAACw='>"
    )
    page.close()
    assert watch.foreign == ["http://elsewhere.invalid/dot.png"]


def test_a_broken_policy_is_seen(browser: Browser, address: str):
    page = browser.new_page()
    watch = Watch(address)
    watch.follow(page)
    page.goto(address)
    settle(page)
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://elsewhere.invalid/dot.png'}))")
    page.wait_for_timeout(200)
    page.close()
    assert any("elsewhere.invalid" in violation for violation in watch.violations)
